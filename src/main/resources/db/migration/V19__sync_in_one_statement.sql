-- Comments are written by a function, so that this is planned once for a connection. The arrays have a value for each comment,
-- in the order of keys, each of which is new or differs.
--
-- The conflict clause guards against those who do the same at the same moment.
CREATE FUNCTION written_comments(
  source bigint, hidden text[], overwrite boolean, now timestamptz, marks text,
  keys bytea[], ids text[], times timestamptz[], threads text[], thread_keys bytea[], formats text[],
  messages text[], properties text[], attachments text[], contents bytea[], texts bytea[],
  OUT added bigint
)
  LANGUAGE plpgsql VOLATILE
  SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
  WITH written AS (
    INSERT INTO comment AS c (source_id, key, id, ts, thread_id, thread_key, text_format, messages,
      properties, attachments, content_digest, messages_digest, created, updated)
    SELECT source, sent.key, sent.id, sent.ts, sent.thread_id, sent.thread_key, sent.text_format,
      sent.messages, CAST(sent.properties AS jsonb), sent.attachments, sent.content_digest,
      sent.messages_digest, now, now
    FROM unnest(
      keys, ids, times, threads, thread_keys, formats, messages, properties, attachments, contents, texts
    ) WITH ORDINALITY AS sent (key, id, ts, thread_id, thread_key, text_format, messages, properties,
      attachments, content_digest, messages_digest, place)
    WHERE marks IS NULL OR substr(marks, CAST(sent.place AS integer), 1) <> '='
    ORDER BY sent.key
    ON CONFLICT (source_id, key) DO UPDATE
    SET ts = excluded.ts,
      thread_id = excluded.thread_id,
      thread_key = excluded.thread_key,
      text_format = excluded.text_format,
      messages = excluded.messages,
      properties = CASE
        WHEN hidden = '{}' THEN excluded.properties
        ELSE kept_properties(c.properties, hidden) || excluded.properties
      END,
      attachments = excluded.attachments,
      content_digest = excluded.content_digest,
      messages_digest = excluded.messages_digest,
      version = c.version + 1,
      updated = CASE
        WHEN c.content_digest <> excluded.content_digest
          OR c.properties - hidden <> excluded.properties - hidden
        THEN excluded.updated
        ELSE c.updated
      END
    WHERE overwrite
    RETURNING c.version = 1 AS is_new
  )
  SELECT count(*) FILTER (WHERE written.is_new) INTO added FROM written;
END
$$;

-- Comments of a source are compared, and what differs is written: in one exchange with the database. Nothing is written where
-- nothing differs, nor where the source is gone or translated, for then there is more to do.
CREATE FUNCTION synced_comments(
  source bigint, hidden text[], now timestamptz,
  keys bytea[], ids text[], times timestamptz[], threads text[], thread_keys bytea[], formats text[],
  messages text[], properties text[], attachments text[], contents bytea[], texts bytea[],
  OUT marks text, OUT added bigint
)
  LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
  marks := compared_comments(source, hidden, keys, contents, texts, properties);
  IF marks ~ '^=*$' THEN
    RETURN;
  END IF;
  -- Else comments could come to rest behind the purge.
  PERFORM FROM source s WHERE s.id = synced_comments.source FOR KEY SHARE;
  IF FOUND AND is_translated(source) IS NULL THEN
    added := written_comments(
      source, hidden, true, now, marks, keys, ids, times, threads, thread_keys, formats, messages,
      properties, attachments, contents, texts
    );
  END IF;
END
$$;
