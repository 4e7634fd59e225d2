-- Raw e-mails. Every key begins with the bucket, so that the tables can be partitioned or distributed by it. No foreign
-- key: a bucket goes at once, its e-mails are removed slice by slice, and are not seen meanwhile because whoever reads
-- them reads their bucket first.
CREATE TABLE email (
  bucket_id bigint NOT NULL,
  -- The first 16 bytes of SHA-256 of the id: ids of 1,024 characters do not fit into an index.
  key bytea NOT NULL,
  id text COLLATE "C" NOT NULL,
  mailbox text NOT NULL,
  ts timestamptz NOT NULL,
  -- JSON as text, as it was put.
  metadata text,
  attachments text,
  -- Of all that was put.
  digest bytea NOT NULL,
  content_digest bytea NOT NULL,
  -- Which chunks are its content: another number after every change of the content.
  content_id bigint NOT NULL,
  content_bytes bigint NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created timestamptz NOT NULL,
  updated timestamptz NOT NULL,
  PRIMARY KEY (bucket_id, key)
);

-- The text of a mail in UTF-8, in pieces of at most 256 KiB. U+0000 and the halves of surrogate pairs from U+DC80 to
-- U+DCFF, which stand for bytes that are no text, are in it too, hence bytes.
CREATE TABLE email_chunk (
  bucket_id bigint NOT NULL,
  key bytea NOT NULL,
  content_id bigint NOT NULL,
  position integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (bucket_id, key, content_id, position)
);

-- Whichever way a bucket goes, also by a server that knows no e-mails, the work of removing them is put into the queue
-- in the same transaction.
CREATE FUNCTION purge_emails() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
  SELECT 'purge-bucket', hex_id(gone.id), convert_to(hex_id(gone.id), 'UTF8'), now(), false, 1
  FROM gone
  ON CONFLICT (task_name, task_instance) DO NOTHING;
  RETURN NULL;
END
$$;

CREATE TRIGGER bucket_purge
  AFTER DELETE ON bucket
  REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT
  EXECUTE FUNCTION purge_emails();
