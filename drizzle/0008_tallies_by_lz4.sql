-- Postgres's own compression took longer than all else that saving counts does. Not every build has the other.
DO $$
BEGIN
  EXECUTE 'ALTER TABLE "tallies" ALTER COLUMN "state" SET COMPRESSION lz4';
EXCEPTION
  WHEN feature_not_supported OR invalid_parameter_value OR syntax_error THEN NULL;
END
$$;
