-- Undoes 0002_key_labels. The labels of the keys are lost; the keys stay.
DROP INDEX "api_keys_by_tenant";
--> statement-breakpoint
ALTER TABLE "api_keys" DROP COLUMN "label";
