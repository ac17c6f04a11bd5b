-- Undoes 0006_count_anew: the counts are of the newer kind, which the older version cannot read.
DELETE FROM "tallies";
