-- Ids are random 64-bit integers. Names sort by code point on every machine, hence COLLATE "C".

-- What is true of the installation as a whole: exactly one row, made at the first start.
CREATE TABLE instance (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  tenant_id bigint NOT NULL
);

-- Users are only marked as deleted: audit rows go on referring to them.
CREATE TABLE app_user (
  id bigint PRIMARY KEY,
  username text COLLATE "C" NOT NULL,
  email text NOT NULL,
  global_permissions text[] NOT NULL,
  -- The user that acts for bootstrap, command line and jobs. It has no token and is never shown.
  system boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  deleted_at timestamptz
);
CREATE UNIQUE INDEX app_user_username ON app_user (username) WHERE deleted_at IS NULL;

CREATE TABLE token (
  -- SHA-256 of the token, which has 256 random bits of its own: no salt and no slow hash are needed.
  -- Rows are never deleted, so that a token that was revoked is never revived.
  hash bytea PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES app_user,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE UNIQUE INDEX token_active ON token (user_id) WHERE revoked_at IS NULL;

CREATE TABLE project (
  id bigint PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE,
  title text NOT NULL,
  description text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

-- A member without permissions is none: the row is removed instead.
CREATE TABLE member (
  project_id bigint NOT NULL REFERENCES project ON DELETE CASCADE,
  user_id bigint NOT NULL REFERENCES app_user,
  permissions text[] NOT NULL CHECK (cardinality(permissions) > 0),
  PRIMARY KEY (project_id, user_id)
);
CREATE INDEX member_user ON member (user_id);

CREATE TABLE bucket (
  id bigint PRIMARY KEY,
  project_id bigint NOT NULL REFERENCES project,
  name text COLLATE "C" NOT NULL,
  title text NOT NULL,
  bucket_type text NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (project_id, name)
);

-- How far an integration has read a mailbox, or one folder of it, into a bucket.
CREATE TABLE sync_state (
  id bigint PRIMARY KEY,
  bucket_id bigint NOT NULL REFERENCES bucket ON DELETE CASCADE,
  mailbox_name text NOT NULL,
  folder_id text,
  folder_path text[],
  status text NOT NULL CHECK (status IN ('IN_PROGRESS', 'UP_TO_DATE')),
  last_synced_at timestamptz NOT NULL,
  synced_until timestamptz
);
CREATE INDEX sync_state_bucket ON sync_state (bucket_id, mailbox_name);

CREATE TABLE source (
  id bigint PRIMARY KEY,
  project_id bigint NOT NULL REFERENCES project,
  name text COLLATE "C" NOT NULL,
  title text NOT NULL,
  description text NOT NULL,
  language text NOT NULL,
  should_translate boolean NOT NULL,
  sensitive_properties text[] NOT NULL,
  kind text NOT NULL,
  bucket_id bigint REFERENCES bucket ON DELETE SET NULL,
  email_transform_tag text,
  email_transform_version integer,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (project_id, name)
);
CREATE INDEX source_bucket ON source (bucket_id) WHERE bucket_id IS NOT NULL;

-- Who did what. No foreign keys: an event outlives what it is about, so it carries names and images itself.
CREATE TABLE audit_event (
  at timestamptz NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  type text NOT NULL,
  actor_id bigint NOT NULL,
  -- The things concerned: an array of objects with kind, id (16 hex digits), name and what a lookup of it shows.
  about jsonb NOT NULL,
  before jsonb,
  after jsonb,
  PRIMARY KEY (at, id)
);

-- The wire's form of an id.
CREATE FUNCTION hex_id(id bigint) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN lpad(to_hex(id), 16, '0');

-- One of the things that an audit event is about.
CREATE FUNCTION about(kind text, id bigint, name text) RETURNS jsonb
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN jsonb_build_object('kind', kind, 'id', hex_id(id), 'name', name);

-- What a user may do, by project: only those projects that the reader may see, being the user himself, an administrator
-- ("everything"), or a member who holds one of the permissions that mean something in a project.
CREATE FUNCTION visible_memberships(user_id bigint, reader_id bigint, everything boolean, in_projects text[])
  RETURNS jsonb
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (
    SELECT coalesce(jsonb_object_agg(p.name, m.permissions), '{}')
    FROM member m
    JOIN project p ON p.id = m.project_id
    WHERE m.user_id = visible_memberships.user_id
      AND (everything OR m.user_id = reader_id OR EXISTS (
        SELECT
        FROM member mine
        WHERE mine.project_id = m.project_id
          AND mine.user_id = reader_id
          AND mine.permissions && in_projects
      ))
  );
