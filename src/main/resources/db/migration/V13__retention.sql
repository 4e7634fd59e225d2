-- How long what is in a source or a bucket is kept. No row: for ever. An older server beside keeps everything.
CREATE TABLE retention (
  -- That of the source or the bucket.
  holder bigint PRIMARY KEY,
  source_id bigint REFERENCES source (id) ON DELETE CASCADE,
  bucket_id bigint REFERENCES bucket (id) ON DELETE CASCADE,
  days integer NOT NULL,
  -- Days since it came in, else since the time that it bears.
  by_arrival boolean NOT NULL,
  include_annotated boolean NOT NULL,
  -- What was begun with other settings must not go on.
  set_at timestamptz NOT NULL,
  -- When it is looked at next, by the database's clock.
  due_at timestamptz NOT NULL,
  CHECK (num_nonnulls(source_id, bucket_id) = 1 AND holder = coalesce(source_id, bucket_id))
);
CREATE INDEX retention_source ON retention (source_id);
CREATE INDEX retention_bucket ON retention (bucket_id);

-- What an audit event about one is about.
CREATE FUNCTION about_holder(holder bigint) RETURNS jsonb
  LANGUAGE sql STABLE
AS $$
  SELECT jsonb_build_array(about(h.kind, h.id, h.name), about('project', p.id, p.name))
  FROM (
    SELECT 'source' AS kind, id, name, project_id FROM source WHERE id = holder
    UNION ALL
    SELECT 'bucket', id, name, project_id FROM bucket WHERE id = holder
  ) h
  JOIN project p ON p.id = h.project_id
$$;
