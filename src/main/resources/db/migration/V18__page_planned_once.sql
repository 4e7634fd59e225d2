-- A page of comments is read by a function, so that it is planned once for a connection: to plan it each time takes the
-- database a tenth of what reading it takes (measured). What the other functions here say is put by the planner where they
-- are called.

CREATE FUNCTION served_messages(
  source bigint, translated boolean, comment bytea, digest bytea, messages text
) RETURNS text
  LANGUAGE sql STABLE
  RETURN CASE
    WHEN translated THEN coalesce(translated_messages(source, comment, digest), messages)
    ELSE messages
  END;

CREATE FUNCTION shown_properties(properties jsonb, hidden text[]) RETURNS text
  LANGUAGE sql IMMUTABLE
  RETURN CAST(
    CASE WHEN hidden <> '{}' THEN properties - hidden_keys(hidden) ELSE properties END AS text
  );

-- A comment as it is sent. Null is what most are: changed last when it was created, without annotations, not long. Of a
-- long one there is its size instead of its texts.
CREATE FUNCTION comment_row(
  source bigint, short integer, size integer, key bytea, id text, ts timestamptz, thread_id text,
  messages text, properties text, attachments text, text_format text,
  created timestamptz, updated timestamptz, has_annotations boolean
) RETURNS bytea
  LANGUAGE sql STABLE
  RETURN record_send(ROW(
    id,
    ts,
    thread_id,
    CASE WHEN size <= short THEN messages END,
    CASE WHEN size <= short THEN properties END,
    CASE WHEN size <= short THEN attachments END,
    CASE WHEN attachments IS NOT NULL THEN known_attachments(source, key) END,
    text_format,
    created,
    nullif(updated, created),
    nullif(has_annotations, false),
    CASE WHEN size > short THEN size END
  ));

-- Comments of a source from a place on, one row behind the other: `most`, and one more if there is one. What is hidden does not
-- count in sizes, or the end of a page would tell of it.
--
-- A plan that is kept may be one for a table that was empty. Where nothing may be sorted, only the index is left that has the
-- order. It is entered at one place: of two conditions on where to begin the database may take the wrong one, and walk there
-- from the very first comment (seen).
CREATE FUNCTION comment_page(
  source bigint, translated boolean, hidden text[], descending boolean,
  begin_ts timestamptz, begin_key bytea, end_ts timestamptz, most integer, short integer
) RETURNS bytea
  LANGUAGE plpgsql STABLE
  SET plan_cache_mode = force_generic_plan
  SET enable_sort = off
AS $$
BEGIN
  IF descending THEN
    RETURN (
      SELECT string_agg(
        comment_row(
          source, short, size, key, id, ts, thread_id, messages, properties, attachments,
          text_format, created, updated, has_annotations
        ),
        ''
      )
      FROM (
        SELECT *,
          octet_length(messages) + octet_length(properties) + coalesce(octet_length(attachments), 0)
            AS size
        FROM (
          SELECT key, id, ts, thread_id, attachments, text_format, created, updated, has_annotations,
            served_messages(source, translated, key, messages_digest, messages) AS messages,
            shown_properties(properties, hidden) AS properties
          FROM comment
          WHERE source_id = source AND (ts, key) < (begin_ts, begin_key) AND ts >= end_ts
          ORDER BY ts DESC, key DESC
          LIMIT most + 1
        ) candidates
        OFFSET 0
      ) sized
    );
  END IF;
  RETURN (
    SELECT string_agg(
      comment_row(
        source, short, size, key, id, ts, thread_id, messages, properties, attachments,
        text_format, created, updated, has_annotations
      ),
      ''
    )
    FROM (
      SELECT *,
        octet_length(messages) + octet_length(properties) + coalesce(octet_length(attachments), 0)
          AS size
      FROM (
        SELECT key, id, ts, thread_id, attachments, text_format, created, updated, has_annotations,
          served_messages(source, translated, key, messages_digest, messages) AS messages,
          shown_properties(properties, hidden) AS properties
        FROM comment
        WHERE source_id = source AND (ts, key) > (begin_ts, begin_key) AND ts <= end_ts
        ORDER BY ts, key
        LIMIT most + 1
      ) candidates
      OFFSET 0
    ) sized
  );
END
$$;
