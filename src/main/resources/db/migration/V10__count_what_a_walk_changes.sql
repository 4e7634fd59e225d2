-- What the last walk through a bucket did to the comments of its source: a better recipe reads all mails again, and
-- people want to know what that changed.
ALTER TABLE source_load
  ADD COLUMN walk_added bigint NOT NULL DEFAULT 0,
  ADD COLUMN walk_updated bigint NOT NULL DEFAULT 0,
  ADD COLUMN walk_unchanged bigint NOT NULL DEFAULT 0,
  -- Null before the first one has ended, and while one is under way.
  ADD COLUMN walk_ended timestamptz;
