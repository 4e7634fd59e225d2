-- What finds the comments of a thread, and filters comments by what they say.
CREATE INDEX comment_thread ON comment (source_id, thread_key, ts, key) WHERE thread_key IS NOT NULL;

-- The address in "Name <address>", or all of it, in lower case: so participants are compared.
CREATE FUNCTION mail_address(participant text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN lower(trim(coalesce(substring(participant FROM '<([^<>]*)>\s*$'), participant)));

-- What stands behind the last @ of an address, in lower case; null when there is none.
CREATE FUNCTION mail_domain(participant text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN substring(mail_address(participant) FROM '@([^@]*)$');

-- Who is named in a field of the messages of a comment: from, to, cc or bcc, or recipient for the last three together.
CREATE FUNCTION message_participants(messages text, field text) RETURNS text[]
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (
    SELECT coalesce(array_agg(participant), '{}')
    FROM json_array_elements(CAST(messages AS json)) message,
      unnest(CASE WHEN field = 'recipient' THEN ARRAY['to', 'cc', 'bcc'] ELSE ARRAY[field] END) name,
      json_array_elements_text(
        CASE json_typeof(message -> name)
          WHEN 'array' THEN message -> name
          WHEN 'string' THEN json_build_array(message -> name)
          ELSE '[]'
        END
      ) participant
  );

-- Does the value of a property satisfy a rule? A property that is not there has no value; so it is none of anything.
CREATE FUNCTION property_satisfies(value jsonb, rule jsonb) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (NOT rule ? 'one_of' OR coalesce(rule -> 'one_of' @> value, false))
    AND (NOT rule ? 'not_one_of' OR NOT coalesce(rule -> 'not_one_of' @> value, false))
    AND (
      NOT rule ? 'domain_one_of'
      OR coalesce(rule -> 'domain_one_of' ? mail_domain(value #>> '{}'), false)
    )
    AND (
      NOT rule ? 'domain_not_one_of'
      OR NOT coalesce(rule -> 'domain_not_one_of' ? mail_domain(value #>> '{}'), false)
    )
    AND (
      NOT rule ? 'minimum'
      OR coalesce(jsonb_typeof(value) = 'number' AND value >= rule -> 'minimum', false)
    )
    AND (
      NOT rule ? 'maximum'
      OR coalesce(jsonb_typeof(value) = 'number' AND value <= rule -> 'maximum', false)
    );

-- Do the participants satisfy a rule, whose texts are in lower case? Of several, one is enough to be one of something.
CREATE FUNCTION participants_satisfy(participants text[], rule jsonb) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (
    SELECT (
        NOT rule ? 'one_of'
        OR coalesce(bool_or(rule -> 'one_of' ?| ARRAY[lower(p), mail_address(p)]), false)
      )
      AND (
        NOT rule ? 'not_one_of'
        OR NOT coalesce(bool_or(rule -> 'not_one_of' ?| ARRAY[lower(p), mail_address(p)]), false)
      )
      AND (
        NOT rule ? 'domain_one_of'
        OR coalesce(bool_or(rule -> 'domain_one_of' ? mail_domain(p)), false)
      )
      AND (
        NOT rule ? 'domain_not_one_of'
        OR NOT coalesce(bool_or(rule -> 'domain_not_one_of' ? mail_domain(p)), false)
      )
    FROM unnest(participants) p
  );
