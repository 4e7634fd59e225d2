-- Bytes that belong to comments: recordings, later attachments. Every key begins with the source. Once per source: were it
-- once for all, to know a hash would be to own the file.
CREATE TABLE blob (
  source_id bigint NOT NULL,
  sha256 bytea NOT NULL,
  -- Its chunks are found by this one, never by the hash: whoever reads them reads what was there when he began.
  blob_id bigint NOT NULL,
  size bigint NOT NULL,
  -- When it was last sent, or let go of. What nobody holds for a day after that is removed.
  touched_at timestamptz NOT NULL,
  PRIMARY KEY (source_id, sha256)
);
CREATE UNIQUE INDEX blob_id ON blob (source_id, blob_id);

CREATE TABLE blob_chunk (
  source_id bigint NOT NULL,
  blob_id bigint NOT NULL,
  position integer NOT NULL,
  -- 256 KiB; the last one what is left.
  bytes bytea NOT NULL,
  PRIMARY KEY (source_id, blob_id, position)
);
-- Sounds and pictures are packed already: trying again costs more than it saves.
ALTER TABLE blob_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- The recording of a comment. No foreign keys: a source goes at once, what it held in slices.
CREATE TABLE recording (
  source_id bigint NOT NULL,
  -- That of the comment.
  key bytea NOT NULL,
  blob_id bigint NOT NULL,
  content_type text NOT NULL,
  file_name text,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (source_id, key)
);
CREATE INDEX recording_blob ON recording (source_id, blob_id);

-- Whichever way a comment goes, its recording goes in the same transaction.
CREATE FUNCTION delete_recordings() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  DELETE FROM recording r
  USING gone
  WHERE r.source_id = gone.source_id AND r.key = gone.key;
  RETURN NULL;
END
$$;

CREATE TRIGGER comment_recording
  AFTER DELETE ON comment
  REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT
  EXECUTE FUNCTION delete_recordings();

-- Contents that somebody lets go of are looked at a day later, when nobody is reading them any more. An hour is added for
-- clocks that differ. Those of a source that is gone are left to its purge.
CREATE FUNCTION let_go_of_contents() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  WITH free AS (
    UPDATE blob b
    SET touched_at = now()
    FROM (SELECT DISTINCT source_id, blob_id FROM gone) gone
    WHERE b.source_id = gone.source_id
      AND b.blob_id = gone.blob_id
      AND EXISTS (SELECT FROM source s WHERE s.id = gone.source_id)
      AND NOT EXISTS (
        SELECT FROM recording r WHERE r.source_id = gone.source_id AND r.blob_id = gone.blob_id
      )
    RETURNING b.source_id, b.blob_id
  )
  INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
  SELECT 'remove-content', gen_random_uuid()::text,
    convert_to(hex_id(source_id) || '/' || hex_id(blob_id), 'UTF8'), now() + interval '25 hours', false, 1
  FROM free;
  RETURN NULL;
END
$$;

CREATE TRIGGER recording_deleted
  AFTER DELETE ON recording
  REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT
  EXECUTE FUNCTION let_go_of_contents();

CREATE TRIGGER recording_replaced
  AFTER UPDATE ON recording
  REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT
  EXECUTE FUNCTION let_go_of_contents();
