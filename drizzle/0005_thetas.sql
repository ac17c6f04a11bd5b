ALTER TABLE "results" ADD COLUMN "thetas" double precision[];--> statement-breakpoint
ALTER TABLE "results" ADD COLUMN "theta_ses" double precision[];--> statement-breakpoint
ALTER TABLE "results" ADD COLUMN "theta_reasons" smallint[];