-- What is known of the attachments of a comment: the positions whose content is there, as before, and of a comment that was
-- made of a mail which is still in its bucket as it was, two negative numbers, the beginning of the hash of that mail. No
-- position is negative, so an older server takes no notice of them.
CREATE OR REPLACE FUNCTION known_attachments(source bigint, comment bytea) RETURNS integer[]
  LANGUAGE plpgsql STABLE
AS $$
DECLARE
  known integer[] := (
    SELECT array_agg(a.position)
    FROM comment_attachment a
    JOIN blob b ON b.source_id = a.source_id AND b.sha256 = a.sha256
    WHERE a.source_id = source AND a.key = comment
  );
  mail record;
  hash bytea;
BEGIN
  SELECT m.bucket_id, m.email_key, m.digest INTO mail
  FROM mail_comment m
  WHERE m.source_id = source AND m.comment_key = comment
  ORDER BY m.put DESC
  LIMIT 1;
  IF NOT FOUND THEN
    RETURN known;
  END IF;
  SELECT e.content_digest INTO hash
  FROM email e
  WHERE e.bucket_id = mail.bucket_id AND e.key = mail.email_key;
  IF hash = mail.digest THEN
    known := known || negative_number(hash, 0) || negative_number(hash, 4);
  END IF;
  RETURN known;
END
$$;

-- Four bytes of a hash as a number, the first bit set.
CREATE FUNCTION negative_number(hash bytea, place integer) RETURNS integer
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT ((get_byte(hash, place) | 128) << 24)
    | (get_byte(hash, place + 1) << 16)
    | (get_byte(hash, place + 2) << 8)
    | get_byte(hash, place + 3)
$$;
