-- Undoes 0001_answers_view. No data is lost.
DROP VIEW "answers";
