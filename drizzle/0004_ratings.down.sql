-- Undoes 0004_ratings. What people said of answers is lost, and results of rubrics with it: score them anew.
DROP TABLE "ratings";
--> statement-breakpoint
ALTER TABLE "assessment_counters" DROP COLUMN "next_rating";
--> statement-breakpoint
ALTER TABLE "results" DROP COLUMN "provisional";
--> statement-breakpoint
ALTER TABLE "tallies" DROP COLUMN "inputs_version";
