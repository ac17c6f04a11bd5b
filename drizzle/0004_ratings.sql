CREATE TABLE "ratings" (
	"assessment" integer NOT NULL,
	"sequence" integer NOT NULL,
	"ordinal" integer NOT NULL,
	"item" text COLLATE "C" NOT NULL,
	"rater" text COLLATE "C" NOT NULL,
	"levels" text NOT NULL,
	"comment" text,
	"rated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ratings_assessment_sequence_pk" PRIMARY KEY("assessment","sequence")
);
--> statement-breakpoint
ALTER TABLE "assessment_counters" ADD COLUMN "next_rating" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "results" ADD COLUMN "provisional" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tallies" ADD COLUMN "inputs_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "ratings_by_response" ON "ratings" USING btree ((-"assessment"),"ordinal","item","sequence");--> statement-breakpoint
CREATE INDEX "ratings_by_item" ON "ratings" USING btree (("assessment"::bigint),"item");