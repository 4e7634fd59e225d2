-- Comments. Every key and index begins with the source, so that the table can be partitioned or distributed by it.
-- No foreign key: a source goes at once, its comments are removed slice by slice, and are not seen meanwhile because
-- whoever reads them reads their source first.
CREATE TABLE comment (
  source_id bigint NOT NULL,
  -- The first 16 bytes of SHA-256 of the id: ids of 1,024 characters do not fit into an index.
  key bytea NOT NULL,
  id text COLLATE "C" NOT NULL,
  ts timestamptz NOT NULL,
  thread_id text,
  thread_key bytea,
  text_format text,
  -- JSON as text: jsonb would reorder keys and rewrite numbers.
  messages text NOT NULL,
  properties jsonb NOT NULL,
  attachments text,
  -- Of all but the properties, which are compared as they are.
  content_digest bytea NOT NULL,
  messages_digest bytea NOT NULL,
  version integer NOT NULL DEFAULT 1,
  has_annotations boolean NOT NULL DEFAULT false,
  created timestamptz NOT NULL,
  updated timestamptz NOT NULL,
  PRIMARY KEY (source_id, key)
);
CREATE INDEX comment_page ON comment (source_id, ts, key);

-- The keys of user properties that these names hide: with or without "string:" and "number:", and a bare name hides both.
CREATE FUNCTION hidden_keys(names text[]) RETURNS text[]
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (
    SELECT coalesce(array_agg(prefix || name), '{}')
    FROM unnest(names) name, unnest(ARRAY['', 'string:', 'number:']) prefix
  );

-- What stays of stored properties when somebody overwrites them who cannot see these keys.
CREATE FUNCTION kept_properties(stored jsonb, hidden text[]) RETURNS jsonb
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (
    SELECT coalesce(jsonb_object_agg(key, value), '{}')
    FROM jsonb_each(stored)
    WHERE key = ANY(hidden)
  );

-- Whichever way a source goes, also by a server that knows no comments, the work of removing them is put into the queue
-- in the same transaction.
CREATE FUNCTION purge_comments() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
  SELECT 'purge-source', hex_id(gone.id), convert_to(hex_id(gone.id), 'UTF8'), now(), false, 1
  FROM gone
  -- A source that comes back under its id and goes again before its work is done: it is done once.
  ON CONFLICT (task_name, task_instance) DO NOTHING;
  RETURN NULL;
END
$$;

CREATE TRIGGER source_purge
  AFTER DELETE ON source
  REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT
  EXECUTE FUNCTION purge_comments();
