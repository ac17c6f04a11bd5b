-- Undoes 0008_tallies_by_lz4. What is compressed already stays as it is: it is read all the same.
DO $$
BEGIN
  EXECUTE 'ALTER TABLE "tallies" ALTER COLUMN "state" SET COMPRESSION default';
EXCEPTION
  WHEN feature_not_supported OR invalid_parameter_value OR syntax_error THEN NULL;
END
$$;
