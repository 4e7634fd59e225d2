-- As in V17 and V19, but what is sent is read where it stands in its array: rows made of all arrays were copied, texts and all,
-- those that nobody needed too. In turns, for 128 comments of which half differ, that took a seventh of the time (measured).
-- Rows are written in the order of the arrays, which is that of their keys.
CREATE OR REPLACE FUNCTION compared_comments(
  source bigint, hidden text[], keys bytea[], contents bytea[], texts bytea[], properties text[]
) RETURNS text
  LANGUAGE plpgsql STABLE
  SET plan_cache_mode = force_generic_plan
  SET enable_seqscan = off
  SET enable_bitmapscan = off
AS $$
BEGIN
  RETURN (
    SELECT coalesce(string_agg(
      CASE
        WHEN c.key IS NULL THEN 'n'
        WHEN c.messages_digest <> texts[sent.place] THEN 'm'
        WHEN c.content_digest <> contents[sent.place] THEN 'c'
        WHEN c.properties - hidden <> CAST(compared_comments.properties[sent.place] AS jsonb) - hidden
        THEN 'p'
        WHEN hidden <> '{}'
          AND kept_properties(c.properties, hidden) || CAST(compared_comments.properties[sent.place] AS jsonb)
            <> c.properties
        THEN 'h'
        ELSE '='
      END,
      '' ORDER BY sent.place
    ), '')
    FROM unnest(keys) WITH ORDINALITY AS sent (key, place)
    LEFT JOIN LATERAL (
      SELECT b.key, b.content_digest, b.messages_digest, b.properties
      FROM comment b
      WHERE b.source_id = source AND b.key >= sent.key AND b.key <= sent.key
      ORDER BY b.key
      LIMIT 1
    ) c ON true
  );
END
$$;

CREATE OR REPLACE FUNCTION written_comments(
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
    SELECT source, keys[sent.place], ids[sent.place], times[sent.place], threads[sent.place],
      thread_keys[sent.place], formats[sent.place], messages[sent.place],
      CAST(properties[sent.place] AS jsonb), attachments[sent.place], contents[sent.place],
      texts[sent.place], now, now
    FROM string_to_table(coalesce(marks, repeat('n', cardinality(keys))), NULL) WITH ORDINALITY
      AS sent (mark, place)
    WHERE sent.mark <> '='
    ORDER BY sent.place
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
