-- With which continuations of pages are sealed, by every server on this database alike.
ALTER TABLE instance
  ADD COLUMN page_key bytea NOT NULL
    DEFAULT decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');
