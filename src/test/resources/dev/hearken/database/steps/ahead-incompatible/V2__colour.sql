ALTER TABLE fruit ADD COLUMN colour text;
