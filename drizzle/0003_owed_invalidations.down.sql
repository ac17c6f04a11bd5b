-- Undoes 0003_owed_invalidations. What the cache was still to be told is forgotten: empty it, or
-- summaries may be stale for CACHE_TTL_SECONDS.
DROP TABLE "owed_invalidations";
