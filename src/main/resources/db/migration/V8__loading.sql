-- How the mails of a bucket become comments of the sources that name it.

-- The order in which mails were put: of several with one Message-ID the last one counts.
-- Each upload takes as many numbers as it may have mails.
CREATE SEQUENCE email_put INCREMENT 16384;
ALTER TABLE email ADD COLUMN put bigint NOT NULL DEFAULT nextval('email_put');

-- How far a source is. A row for every source that names a bucket, or has named one.
CREATE TABLE source_load (
  source_id bigint PRIMARY KEY,
  -- As in the source: what it names now.
  bucket_id bigint,
  -- Another one with every change of the bucket or the recipe: what was begun before it must not be finished after.
  epoch bigint NOT NULL DEFAULT 0,
  -- The recipe's own version with which the walk began.
  recipe_version integer NOT NULL DEFAULT 0,
  -- The bucket is walked by key: the last one that is done, nothing before the first, null when none is walked.
  walked bytea,
  -- One server at a time is at work on a source; until then nobody else begins.
  leased_until timestamptz NOT NULL DEFAULT '-infinity'
);

-- The mails that wait for their source, or failed in it. Gone when done.
CREATE TABLE email_load (
  source_id bigint NOT NULL,
  bucket_id bigint NOT NULL,
  key bytea NOT NULL,
  put bigint NOT NULL,
  -- Why it failed; null while it waits.
  reason text,
  attempts integer NOT NULL DEFAULT 0,
  PRIMARY KEY (source_id, bucket_id, key)
);
CREATE INDEX email_load_waiting ON email_load (source_id, bucket_id, put) WHERE reason IS NULL;
CREATE INDEX email_load_failed ON email_load (source_id, bucket_id, key) WHERE reason IS NOT NULL;

-- Which comment of a source each mail is.
CREATE TABLE mail_comment (
  source_id bigint NOT NULL,
  bucket_id bigint NOT NULL,
  email_key bytea NOT NULL,
  comment_key bytea NOT NULL,
  put bigint NOT NULL,
  -- Of the mail's content.
  digest bytea NOT NULL,
  PRIMARY KEY (source_id, bucket_id, email_key)
);
CREATE INDEX mail_comment_comment ON mail_comment (source_id, comment_key, put);

-- Comments that were deleted by hand, and the mail that they were made of: only one that was put later, with other
-- content, brings them back.
CREATE TABLE email_skip (
  source_id bigint NOT NULL,
  key bytea NOT NULL,
  put bigint NOT NULL,
  digest bytea NOT NULL,
  PRIMARY KEY (source_id, key)
);

-- Where the mails of a bucket hang together: for each Message-ID the thread that its mail is sure to belong to, or else
-- the mail that it answers, whose thread it shares.
CREATE TABLE mail_thread (
  bucket_id bigint NOT NULL,
  -- Of the comment that it is in every source.
  key bytea NOT NULL,
  email_key bytea NOT NULL,
  put bigint NOT NULL,
  thread_id text,
  parent_key bytea,
  -- The thread when nothing is known of the parent.
  parent_id text,
  PRIMARY KEY (bucket_id, key),
  CHECK ((thread_id IS NULL) = (parent_key IS NOT NULL) AND (parent_key IS NULL) = (parent_id IS NULL))
);
CREATE INDEX mail_thread_email ON mail_thread (bucket_id, email_key);
CREATE INDEX mail_thread_answers ON mail_thread (bucket_id, parent_key) WHERE parent_key IS NOT NULL;

-- Whichever way a source comes to its bucket or loses it, also by the bucket's end, the walk begins anew, and the work is
-- put into the queue in the same transaction.
CREATE FUNCTION begin_load() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO source_load AS l (source_id, bucket_id, walked)
  VALUES (NEW.id, NEW.bucket_id, CASE WHEN NEW.bucket_id IS NOT NULL THEN CAST('' AS bytea) END)
  ON CONFLICT (source_id) DO UPDATE
  SET bucket_id = excluded.bucket_id,
    epoch = l.epoch + 1,
    recipe_version = 0,
    walked = excluded.walked;
  INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
  VALUES ('load-mail', gen_random_uuid(), convert_to(hex_id(NEW.id), 'UTF8'), now(), false, 1);
  RETURN NULL;
END
$$;

CREATE TRIGGER source_begins_load
  AFTER INSERT ON source
  FOR EACH ROW
  WHEN (NEW.bucket_id IS NOT NULL)
  EXECUTE FUNCTION begin_load();

CREATE TRIGGER source_changes_load
  AFTER UPDATE ON source
  FOR EACH ROW
  WHEN (
    (NEW.bucket_id, NEW.email_transform_tag, NEW.email_transform_version)
      IS DISTINCT FROM (OLD.bucket_id, OLD.email_transform_tag, OLD.email_transform_version)
    AND (NEW.bucket_id IS NOT NULL OR OLD.bucket_id IS NOT NULL)
  )
  EXECUTE FUNCTION begin_load();

INSERT INTO source_load (source_id, bucket_id, walked)
SELECT id, bucket_id, ''
FROM source
WHERE bucket_id IS NOT NULL;

INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
SELECT 'load-mail', gen_random_uuid(), convert_to(hex_id(id), 'UTF8'), now(), false, 1
FROM source
WHERE bucket_id IS NOT NULL;
