CREATE TABLE "api_keys" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "api_keys_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"tenant" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	"scopes" text[] NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_keys_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "assessment_counters" (
	"assessment" integer PRIMARY KEY NOT NULL,
	"next_ordinal" integer DEFAULT 1 NOT NULL,
	"layout_version" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assessments" (
	"key" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "assessments_key_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"tenant" integer NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"newest_revision" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dictionary" (
	"assessment" integer NOT NULL,
	"code" integer NOT NULL,
	"item" text COLLATE "C" NOT NULL,
	"hash" "bytea" NOT NULL,
	"answer" text NOT NULL,
	CONSTRAINT "dictionary_assessment_item_code_pk" PRIMARY KEY("assessment","item","code")
);
--> statement-breakpoint
CREATE TABLE "layouts" (
	"assessment" integer PRIMARY KEY NOT NULL,
	"layout" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "responses" (
	"assessment" integer NOT NULL,
	"ordinal" integer NOT NULL,
	"submitted_at" timestamp with time zone,
	"attempt" smallint NOT NULL,
	"has_gaps" boolean NOT NULL,
	"candidate" text COLLATE "C" NOT NULL,
	"answers" "bytea" NOT NULL,
	"attributes" text,
	CONSTRAINT "responses_assessment_ordinal_pk" PRIMARY KEY("assessment","ordinal")
);
--> statement-breakpoint
CREATE TABLE "results" (
	"assessment" integer NOT NULL,
	"revision" integer NOT NULL,
	"ordinal" integer NOT NULL,
	"inputs_version" integer DEFAULT 0 NOT NULL,
	"points" bigint,
	"max_points" bigint,
	"scales" bigint[],
	CONSTRAINT "results_assessment_revision_ordinal_pk" PRIMARY KEY("assessment","revision","ordinal")
);
--> statement-breakpoint
CREATE TABLE "revisions" (
	"assessment" integer NOT NULL,
	"number" integer NOT NULL,
	"hash" text NOT NULL,
	"definition" json NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "revisions_assessment_number_pk" PRIMARY KEY("assessment","number")
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"assessment" integer NOT NULL,
	"revision" integer NOT NULL,
	"status" text NOT NULL,
	"upto" integer NOT NULL,
	"total" integer NOT NULL,
	"scored" integer DEFAULT 0 NOT NULL,
	"pending" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"timings" json,
	"failure" json,
	"summary" json,
	"digest" text,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"heartbeat_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "tallies" (
	"assessment" integer NOT NULL,
	"revision" integer NOT NULL,
	"upto" integer NOT NULL,
	"state" "bytea" NOT NULL,
	CONSTRAINT "tallies_assessment_revision_pk" PRIMARY KEY("assessment","revision")
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "tenants_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text COLLATE "C" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenants_name_unique" UNIQUE("name")
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_tenants_id_fk" FOREIGN KEY ("tenant") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessment_counters" ADD CONSTRAINT "assessment_counters_assessment_assessments_key_fk" FOREIGN KEY ("assessment") REFERENCES "public"."assessments"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assessments" ADD CONSTRAINT "assessments_tenant_tenants_id_fk" FOREIGN KEY ("tenant") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "layouts" ADD CONSTRAINT "layouts_assessment_assessments_key_fk" FOREIGN KEY ("assessment") REFERENCES "public"."assessments"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_assessment_assessments_key_fk" FOREIGN KEY ("assessment") REFERENCES "public"."assessments"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_assessment_assessments_key_fk" FOREIGN KEY ("assessment") REFERENCES "public"."assessments"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tallies" ADD CONSTRAINT "tallies_assessment_assessments_key_fk" FOREIGN KEY ("assessment") REFERENCES "public"."assessments"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "assessments_by_id" ON "assessments" USING btree ("tenant","id");--> statement-breakpoint
CREATE UNIQUE INDEX "dictionary_by_hash" ON "dictionary" USING btree ((-"assessment"),"item","hash");--> statement-breakpoint
CREATE UNIQUE INDEX "responses_by_candidate" ON "responses" USING btree ((-"assessment"),"candidate","attempt");--> statement-breakpoint
CREATE INDEX "results_by_points" ON "results" USING btree ((-"assessment"),"revision","points","ordinal");--> statement-breakpoint
CREATE UNIQUE INDEX "runs_running" ON "runs" USING btree ("assessment","revision") WHERE "runs"."status" = 'running';--> statement-breakpoint
CREATE INDEX "runs_newest_succeeded" ON "runs" USING btree ("assessment","finished_at") WHERE "runs"."status" = 'succeeded';