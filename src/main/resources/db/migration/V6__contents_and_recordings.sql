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

-- Whichever way a comment goes, its recording goes in the same transaction. Row by row: a join with all rows that go may be
-- planned so that it reads the recordings of other sources.
CREATE FUNCTION delete_recording() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  DELETE FROM recording r WHERE r.source_id = OLD.source_id AND r.key = OLD.key;
  RETURN NULL;
END
$$;

CREATE TRIGGER comment_recording
  AFTER DELETE ON comment
  FOR EACH ROW
  EXECUTE FUNCTION delete_recording();

-- Puts a look at some content into the queue, for a day after this time. An hour is added for clocks that differ.
CREATE FUNCTION look_at_content(source_id bigint, blob_id bigint, since timestamptz) RETURNS timestamptz
  LANGUAGE sql
AS $$
  INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
  VALUES (
    'remove-content',
    gen_random_uuid()::text,
    convert_to(hex_id(source_id) || '/' || hex_id(blob_id), 'UTF8'),
    since + interval '25 hours',
    false,
    1
  )
  RETURNING execution_time
$$;

-- Content that comes in may never be held.
CREATE FUNCTION look_at_new_content() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM look_at_content(NEW.source_id, NEW.blob_id, NEW.touched_at);
  RETURN NULL;
END
$$;

CREATE TRIGGER blob_added
  AFTER INSERT ON blob
  FOR EACH ROW
  EXECUTE FUNCTION look_at_new_content();

-- Content that somebody lets go of is looked at a day later, when nobody is reading it any more. Whether somebody else holds
-- it is asked only then: two who let go of the same at once would each see the other. What a source held that is gone is
-- left to its purge.
CREATE FUNCTION let_go_of_content() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  UPDATE blob b
  SET touched_at = now()
  WHERE b.source_id = OLD.source_id
    AND b.blob_id = OLD.blob_id
    AND EXISTS (SELECT FROM source s WHERE s.id = OLD.source_id);
  IF FOUND THEN
    PERFORM look_at_content(OLD.source_id, OLD.blob_id, now());
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER recording_deleted
  AFTER DELETE ON recording
  FOR EACH ROW
  EXECUTE FUNCTION let_go_of_content();

CREATE TRIGGER recording_replaced
  AFTER UPDATE ON recording
  FOR EACH ROW
  WHEN (OLD.blob_id <> NEW.blob_id)
  EXECUTE FUNCTION let_go_of_content();
