-- Undoes 0005_thetas. Stored abilities are lost: a new revision with the same definition estimates them again.
ALTER TABLE "results" DROP COLUMN "theta_reasons";
--> statement-breakpoint
ALTER TABLE "results" DROP COLUMN "theta_ses";
--> statement-breakpoint
ALTER TABLE "results" DROP COLUMN "thetas";
