ALTER TABLE "api_keys" ADD COLUMN "label" text;--> statement-breakpoint
CREATE INDEX "api_keys_by_tenant" ON "api_keys" USING btree ("tenant","id");