-- The texts of comments in the language of their source. What was uploaded stays as it is; an older server beside serves it.

-- What became of translating the messages of a comment. No row: nothing was to do, or nobody has looked yet.
CREATE TABLE comment_translation (
  source_id bigint NOT NULL,
  -- That of the comment.
  key bytea NOT NULL,
  -- Of the messages that it is a translation of. It is served for no others.
  for_digest bytea NOT NULL,
  -- Those that wait are to be tried again, by hand or after a failure.
  state text NOT NULL CHECK (state IN ('waiting', 'done', 'failed', 'skipped')),
  -- JSON as text, as it is served; of one that is made afresh the last one stays until then.
  messages text,
  -- Of the same in a form that does not depend on the order of fields: so it is known when it is sent.
  served_digest bytea,
  -- Why it failed or was skipped, a sentence.
  reason text,
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz,
  -- Whether translations that are known already are not good enough.
  afresh boolean NOT NULL DEFAULT false,
  PRIMARY KEY (source_id, key)
);
-- Most are done, and not in it.
CREATE INDEX comment_translation_state ON comment_translation (source_id, state, due_at) WHERE state <> 'done';

-- The comments that nobody has looked at yet, in the order in which they came: a row for each slice of an upload.
CREATE SEQUENCE translation_arrival;
CREATE TABLE translation_queue (
  source_id bigint NOT NULL,
  arrived bigint NOT NULL DEFAULT nextval('translation_arrival'),
  keys bytea[] NOT NULL,
  PRIMARY KEY (source_id, arrived)
);

-- A row for every source that is translated, or has been.
CREATE TABLE translated_source (
  id bigint PRIMARY KEY REFERENCES source ON DELETE CASCADE,
  -- What was there before it was to be translated is walked, the newest first: where the walk is, null when there is none.
  walked_ts timestamptz,
  walked_key bytea,
  -- Comments came while no service was configured: it is walked again when there is one.
  unseen boolean NOT NULL DEFAULT false,
  -- One server at a time is at work on a source, which one this tells; when it is silent for so long, another one begins.
  holder bigint,
  leased_until timestamptz NOT NULL DEFAULT '-infinity',
  -- The last turn it had: sources take turns.
  turn timestamptz NOT NULL DEFAULT '-infinity',
  -- How many characters were sent for it in this month.
  month date,
  characters bigint NOT NULL DEFAULT 0,
  CHECK ((walked_ts IS NULL) = (walked_key IS NULL))
);

-- That there is something to do for a source. Rows are added and not changed, so that uploads do not wait for each other.
CREATE TABLE translation_call (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source bigint NOT NULL,
  due_at timestamptz NOT NULL
);
CREATE INDEX translation_call_source ON translation_call (source, due_at);

-- With what servers translate; no row: none ever did.
CREATE TABLE translator (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  service text NOT NULL,
  -- When a server that translates was last there.
  seen_at timestamptz NOT NULL,
  -- Why nothing is translated at the moment, a sentence.
  halted text,
  -- How much the cache holds.
  cache_bytes bigint NOT NULL DEFAULT 0
);

-- How many characters were sent in each month.
CREATE TABLE translation_month (
  month date PRIMARY KEY,
  characters bigint NOT NULL
);

-- What was translated once. For all sources alike: who finds a text in it has that text.
CREATE TABLE translation_cache (
  -- SHA-256 of the text.
  hash bytea NOT NULL,
  from_language text NOT NULL,
  to_language text NOT NULL,
  service text NOT NULL,
  text text NOT NULL,
  bytes integer NOT NULL,
  -- To a day.
  used_at timestamptz NOT NULL,
  PRIMARY KEY (hash, from_language, to_language, service)
);
CREATE INDEX translation_cache_used ON translation_cache (used_at);

-- The translation of these messages of a comment, if there is one. A function, so that the statements that read comments are
-- not planned with one more table where nothing is translated.
CREATE FUNCTION translated_messages(source bigint, comment bytea, digest bytea) RETURNS text
  LANGUAGE plpgsql STABLE
AS $$
BEGIN
  RETURN (
    SELECT t.messages
    FROM comment_translation t
    WHERE t.source_id = source AND t.key = comment AND t.for_digest = digest
  );
END
$$;

-- Are the texts of a source, which were just written, to be translated? Null when none of it ever was. Asked behind a lock
-- that whoever begins a walk takes alone, and with a look of its own: either it sees that the source is translated from now
-- on, or the walk sees what was written.
CREATE FUNCTION is_translated(source bigint) RETURNS boolean
  LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  wanted boolean;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(source);
  SELECT s.should_translate INTO wanted
  FROM translated_source t
  JOIN source s ON s.id = t.id
  WHERE t.id = source;
  IF NOT coalesce(wanted, false) THEN
    RETURN wanted;
  END IF;
  IF EXISTS (SELECT FROM translator WHERE seen_at > now() - interval '1 hour') THEN
    RETURN true;
  END IF;
  UPDATE translated_source t SET unseen = true WHERE t.id = source AND NOT t.unseen;
  RETURN false;
END
$$;

-- Sees to it that a source is looked at.
CREATE FUNCTION call_for_translation(source bigint) RETURNS void
  LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM
  FROM translation_call c
  WHERE c.source = call_for_translation.source AND c.due_at <= now()
  LIMIT 1
  FOR SHARE SKIP LOCKED;
  IF NOT FOUND THEN
    INSERT INTO translation_call (source, due_at) VALUES (source, now());
  END IF;
END
$$;

-- Whichever way it is decided that a source is translated, what is there already is walked. In one that is new there is nothing.
CREATE FUNCTION begin_translation() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO translated_source (id, walked_ts, walked_key)
  VALUES (
    NEW.id,
    CASE WHEN TG_OP = 'UPDATE' THEN CAST('infinity' AS timestamptz) END,
    CASE WHEN TG_OP = 'UPDATE' THEN CAST('' AS bytea) END
  )
  ON CONFLICT (id) DO UPDATE
  SET walked_ts = excluded.walked_ts, walked_key = excluded.walked_key;
  PERFORM call_for_translation(NEW.id);
  RETURN NULL;
END
$$;

CREATE TRIGGER source_begins_translation
  AFTER INSERT ON source
  FOR EACH ROW
  WHEN (NEW.should_translate AND NEW.language NOT IN ('Multilingual', 'xlm'))
  EXECUTE FUNCTION begin_translation();

CREATE TRIGGER source_changes_translation
  AFTER UPDATE ON source
  FOR EACH ROW
  WHEN (
    NEW.should_translate AND NOT OLD.should_translate AND NEW.language NOT IN ('Multilingual', 'xlm')
  )
  EXECUTE FUNCTION begin_translation();

-- Whichever way comments go, their translations go in the same transaction: once for all that a statement deletes, for most
-- have none.
CREATE FUNCTION delete_translations() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  DELETE FROM comment_translation t
  USING gone
  WHERE t.source_id = gone.source_id AND t.key = gone.key;
  RETURN NULL;
END
$$;

CREATE TRIGGER comment_translation_deleted
  AFTER DELETE ON comment
  REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT
  EXECUTE FUNCTION delete_translations();

INSERT INTO translated_source (id, walked_ts, walked_key)
SELECT id, 'infinity', ''
FROM source
WHERE should_translate AND language NOT IN ('Multilingual', 'xlm');

INSERT INTO translation_call (source, due_at)
SELECT id, now()
FROM translated_source;
