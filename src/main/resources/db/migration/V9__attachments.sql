-- The attachments of comments that name content by its hash, whether or not there is such content. What a comment holds is
-- in the same transaction what its row says, whoever writes it, also a server that knows nothing of this. No foreign keys.
CREATE TABLE comment_attachment (
  source_id bigint NOT NULL,
  -- That of the comment.
  key bytea NOT NULL,
  -- In the array of the comment, from 0.
  position integer NOT NULL,
  sha256 bytea NOT NULL,
  PRIMARY KEY (source_id, key, position)
);
CREATE INDEX comment_attachment_content ON comment_attachment (source_id, sha256);

-- The hashes in the attachments of a comment that are in the form that this server gives out; others mean nothing here.
CREATE FUNCTION attached_contents(attachments text) RETURNS TABLE (place integer, sha256 bytea)
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CAST(number - 1 AS integer), decode(attachment ->> 'content_hash', 'hex')
  FROM json_array_elements(CAST(attachments AS json)) WITH ORDINALITY AS a (attachment, number)
  WHERE attachment ->> 'content_hash' ~ '^[0-9a-f]{64}$'
$$;

-- The positions of the attachments of a comment whose content is there. A function, so that the statements that read
-- comments are not planned with two more tables where no comment has attachments.
CREATE FUNCTION known_attachments(source bigint, comment bytea) RETURNS integer[]
  LANGUAGE plpgsql STABLE
AS $$
BEGIN
  RETURN (
    SELECT array_agg(a.position)
    FROM comment_attachment a
    JOIN blob b ON b.source_id = a.source_id AND b.sha256 = a.sha256
    WHERE a.source_id = source AND a.key = comment
  );
END
$$;

-- Content that is about to be held and came in long ago is touched: whoever removes it at this moment sees it changed, and
-- leaves it.
CREATE FUNCTION hold_attachments() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM comment_attachment a
    WHERE a.source_id = NEW.source_id
      AND a.key = NEW.key
      AND NOT EXISTS (
        SELECT
        FROM attached_contents(NEW.attachments) n
        WHERE n.place = a.position AND n.sha256 = a.sha256
      );
  END IF;
  INSERT INTO comment_attachment (source_id, key, position, sha256)
  SELECT NEW.source_id, NEW.key, n.place, n.sha256
  FROM attached_contents(NEW.attachments) n
  ON CONFLICT (source_id, key, position) DO NOTHING;
  IF FOUND THEN
    UPDATE blob b
    SET touched_at = now()
    WHERE b.source_id = NEW.source_id
      AND b.sha256 IN (SELECT n.sha256 FROM attached_contents(NEW.attachments) n)
      AND b.touched_at < now() - interval '12 hours';
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER comment_attachments_added
  AFTER INSERT ON comment
  FOR EACH ROW
  WHEN (NEW.attachments IS NOT NULL)
  EXECUTE FUNCTION hold_attachments();

CREATE TRIGGER comment_attachments_changed
  AFTER UPDATE ON comment
  FOR EACH ROW
  WHEN (OLD.attachments IS DISTINCT FROM NEW.attachments)
  EXECUTE FUNCTION hold_attachments();

CREATE FUNCTION delete_attachments() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  DELETE FROM comment_attachment a WHERE a.source_id = OLD.source_id AND a.key = OLD.key;
  RETURN NULL;
END
$$;

CREATE TRIGGER comment_attachments_deleted
  AFTER DELETE ON comment
  FOR EACH ROW
  WHEN (OLD.attachments IS NOT NULL)
  EXECUTE FUNCTION delete_attachments();

-- As of a recording (migration V6), but the same picture may be in very many comments that go together: within an hour
-- content is touched once, and one look is put into the queue, for a day after that hour.
CREATE FUNCTION let_go_of_attachment() RETURNS trigger
  LANGUAGE plpgsql
AS $$
DECLARE
  content bigint;
  since timestamptz := date_trunc('hour', now()) + interval '1 hour';
BEGIN
  SELECT b.blob_id INTO content
  FROM blob b
  WHERE b.source_id = OLD.source_id
    AND b.sha256 = OLD.sha256
    AND EXISTS (SELECT FROM source s WHERE s.id = OLD.source_id);
  IF FOUND THEN
    UPDATE blob b
    SET touched_at = now()
    WHERE b.source_id = OLD.source_id
      AND b.sha256 = OLD.sha256
      AND b.touched_at < now() - interval '1 hour';
    INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
    VALUES (
      'remove-content',
      hex_id(OLD.source_id) || '/' || hex_id(content) || '/' || extract(epoch FROM since),
      convert_to(hex_id(OLD.source_id) || '/' || hex_id(content), 'UTF8'),
      since + interval '25 hours',
      false,
      1
    )
    ON CONFLICT (task_name, task_instance) DO NOTHING;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER comment_attachment_deleted
  AFTER DELETE ON comment_attachment
  FOR EACH ROW
  EXECUTE FUNCTION let_go_of_attachment();

-- A server that knows only recordings takes content for not held: it may not remove what a comment holds, and looks again no
-- sooner than in an hour. What a deleted source held goes.
CREATE FUNCTION keep_attached_content() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  IF EXISTS (
      SELECT FROM comment_attachment a WHERE a.source_id = OLD.source_id AND a.sha256 = OLD.sha256
    )
    AND EXISTS (SELECT FROM source s WHERE s.id = OLD.source_id)
  THEN
    RETURN NULL;
  END IF;
  RETURN OLD;
END
$$;

CREATE TRIGGER blob_attached
  BEFORE DELETE ON blob
  FOR EACH ROW
  EXECUTE FUNCTION keep_attached_content();

CREATE OR REPLACE FUNCTION look_at_content(source_id bigint, blob_id bigint, since timestamptz) RETURNS timestamptz
  LANGUAGE sql
AS $$
  INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
  VALUES (
    'remove-content',
    gen_random_uuid()::text,
    convert_to(hex_id(source_id) || '/' || hex_id(blob_id), 'UTF8'),
    greatest(since, now() - interval '24 hours') + interval '25 hours',
    false,
    1
  )
  RETURNING execution_time
$$;

-- Of comments that are there already.
INSERT INTO comment_attachment (source_id, key, position, sha256)
SELECT c.source_id, c.key, n.place, n.sha256
FROM comment c, attached_contents(c.attachments) n
WHERE c.attachments LIKE '%"content_hash"%';
