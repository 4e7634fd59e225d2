package dev.hearken.bench;

import dev.hearken.database.Id;
import dev.hearken.load.Subject;
import dev.hearken.mix.Mix;
import dev.hearken.user.Token;
import org.jdbi.v3.core.Handle;

/// How much there is: sources in projects of 100 each, a bucket for every fifth of them, and users
/// who are all members of the one project that is looked at.
record Size(int sources, int users) {
  static final int OF_A_PROJECT = 100;
  static final int READ = OF_A_PROJECT - Mix.UPDATED;
  static final int BUCKETS = 20;

  /// What the ids begin with of what is asked for by id, in front of four digits.
  static final String SOURCE_ID = "5000000000cc";

  static final String USER_ID = "5000000000dd";

  /// How many of the users are asked for.
  static final int ASKED = 50;

  static final String DESCRIPTION = "One of those that are measured.";

  int projects() {
    return sources / OF_A_PROJECT;
  }

  /// @param narrow the token of a member of the one project
  /// @param wide the token of a member of all
  void fill(Subject subject, Token narrow, Token wide) {
    subject
        .database()
        .transaction(handle -> {
          projects(handle);
          sources(handle);
          buckets(handle);
          users(handle);
          member(handle, "narrow", Id.random(), narrow, false);
          member(handle, "wide", Id.random(), wide, true);
          return handle;
        });
    subject.database().with(handle -> handle.execute("VACUUM (ANALYZE)"));
  }

  private void projects(Handle handle) {
    handle
        .createUpdate(
            """
            INSERT INTO project (id, name, title, description, created_at, updated_at)
            SELECT ('x' || md5('project' || i))::bit(64)::bigint,
              CASE WHEN i = 0 THEN :name ELSE 'project-' || i END, 'Project', '', now(), now()
            FROM generate_series(0, :projects - 1) i
            """)
        .bind("name", Mix.PROJECT)
        .bind("projects", projects())
        .execute();
  }

  private static void sources(Handle handle) {
    handle
        .createUpdate(
            """
            INSERT INTO source (id, project_id, name, title, description, language,
              should_translate, sensitive_properties, kind, created_at, updated_at)
            SELECT
              CASE WHEN p.name = :name
                THEN ('x' || :prefix || lpad(to_hex(i), 4, '0'))::bit(64)::bigint
                ELSE ('x' || md5(p.name || '/' || i))::bit(64)::bigint END,
              p.id, CASE WHEN i < :read THEN 'read-n0x' || i ELSE 'kept-n0x' || i - :read END,
              'Source', :description, 'en', false, '{iban}', 'unknown', now(), now()
            FROM project p, generate_series(0, :each - 1) i
            WHERE p.title = 'Project'
            """)
        .bind("name", Mix.PROJECT)
        .bind("prefix", SOURCE_ID)
        .bind("read", READ)
        .bind("description", DESCRIPTION)
        .bind("each", OF_A_PROJECT)
        .execute();
  }

  private static void buckets(Handle handle) {
    handle
        .createUpdate(
            """
            INSERT INTO bucket (id, project_id, name, title, bucket_type, created_at)
            SELECT ('x' || md5('bucket' || p.name || '/' || i))::bit(64)::bigint, p.id, 'bucket-n0x' || i,
              'Bucket', 'emails', now()
            FROM project p, generate_series(0, :each - 1) i
            WHERE p.title = 'Project'
            """)
        .bind("each", BUCKETS)
        .execute();
  }

  private void users(Handle handle) {
    handle
        .createUpdate(
            """
            WITH made AS (
              INSERT INTO app_user (id, username, email, global_permissions, created_at)
              SELECT
                CASE WHEN i < :asked
                  THEN ('x' || :prefix || lpad(to_hex(i), 4, '0'))::bit(64)::bigint
                  ELSE ('x' || md5('user' || i))::bit(64)::bigint END,
                'user-n0x' || i, 'everybody', '{}', now()
              FROM generate_series(0, :users - 3) i
              RETURNING id
            ), tokens AS (
              INSERT INTO token (hash, user_id, created_at)
              SELECT sha256(('user' || id)::bytea), id, now() FROM made
            )
            INSERT INTO member (project_id, user_id, permissions)
            SELECT p.id, made.id, '{sources-read}'
            FROM made, project p
            WHERE p.name = :name
            """)
        .bind("asked", ASKED)
        .bind("prefix", USER_ID)
        .bind("users", users)
        .bind("name", Mix.PROJECT)
        .execute();
  }

  private static void member(Handle handle, String name, Id id, Token token, boolean everywhere) {
    handle
        .createUpdate(
            """
            WITH made AS (
              INSERT INTO app_user (id, username, email, global_permissions, created_at)
              VALUES (:id, :username, 'everybody', '{}', now())
              RETURNING id
            ), tokens AS (
              INSERT INTO token (hash, user_id, created_at) SELECT sha256(convert_to(:token, 'UTF8')), id, now() FROM made
            )
            INSERT INTO member (project_id, user_id, permissions)
            SELECT p.id, made.id, '{sources-read,sources-admin,buckets-read,users-read}'
            FROM made, project p
            WHERE p.title = 'Project' AND (:everywhere OR p.name = :name)
            """)
        .bind("id", id)
        .bind("username", name)
        .bind("token", token.text())
        .bind("everywhere", everywhere)
        .bind("name", Mix.PROJECT)
        .execute();
  }
}
