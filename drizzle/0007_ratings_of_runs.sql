-- Left null for runs that have ended: what they go by is then asked of their results.
ALTER TABLE "runs" ADD COLUMN "ratings" integer;
