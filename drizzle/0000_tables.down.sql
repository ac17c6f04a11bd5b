-- Undoes 0000_tables. Every assessment, response and result is lost: take a backup first.
-- Children go before the tables that they refer to.
DROP TABLE "runs", "tallies", "revisions", "layouts", "assessment_counters";
--> statement-breakpoint
DROP TABLE "results", "responses", "dictionary";
--> statement-breakpoint
DROP TABLE "assessments", "api_keys";
--> statement-breakpoint
DROP TABLE "tenants";
