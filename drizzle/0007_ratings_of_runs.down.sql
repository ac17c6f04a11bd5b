-- Undoes 0007_ratings_of_runs.
ALTER TABLE "runs" DROP COLUMN "ratings";
