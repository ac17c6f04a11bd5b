CREATE TABLE "owed_invalidations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"assessment" integer NOT NULL,
	"owed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "owed_invalidations" ADD CONSTRAINT "owed_invalidations_assessment_assessments_key_fk" FOREIGN KEY ("assessment") REFERENCES "public"."assessments"("key") ON DELETE no action ON UPDATE no action;