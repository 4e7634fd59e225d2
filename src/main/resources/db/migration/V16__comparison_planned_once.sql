-- How comments that are sent differ from those of a source, a mark for each in the order in which they came; the program says
-- what the marks mean. Keys are of different comments.
--
-- Each is looked for by its key, and in an order that only the primary key has. A function, so that this is planned once for
-- a connection and not for each slice, which takes as long as comparing a small one (measured). A plan that is kept may be
-- one for a table that was empty, and reads the whole table when it no longer is: therefore only an index may be read here.
CREATE FUNCTION compared_comments(
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
        WHEN c.messages_digest <> sent.messages_digest THEN 'm'
        WHEN c.content_digest <> sent.content_digest THEN 'c'
        WHEN c.properties - hidden <> CAST(sent.properties AS jsonb) - hidden THEN 'p'
        WHEN hidden <> '{}'
          AND kept_properties(c.properties, hidden) || CAST(sent.properties AS jsonb) <> c.properties
        THEN 'h'
        ELSE '='
      END,
      '' ORDER BY sent.place
    ), '')
    FROM unnest(keys, contents, texts, compared_comments.properties) WITH ORDINALITY
      AS sent (key, content_digest, messages_digest, properties, place)
    LEFT JOIN LATERAL (
      SELECT b.key, b.content_digest, b.messages_digest, b.properties
      FROM comment b
      WHERE b.source_id = source AND b.key >= sent.key
      ORDER BY b.key
      LIMIT 1
    ) c ON c.key = sent.key
  );
END
$$;
