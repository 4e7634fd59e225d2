package dev.hearken.mix;

import dev.hearken.load.Subject;
import dev.hearken.project.NewProject;
import dev.hearken.user.NewUser;
import dev.hearken.user.Token;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// What is there when measuring begins, and is there again before each turn.
public final class Scene {
  private final Subject subject;
  private final String token;

  public Scene(Subject subject, Token token) {
    this.subject = subject;
    this.token = token.text();
  }

  /// @param workers how many need sources of their own
  public static Scene prepare(Subject subject, int workers) {
    var projects = List.of(Mix.PROJECT, Mix.LONG, Mix.SHORT);
    for (var project : projects) {
      subject.projects().create(subject.system(), new NewProject(project, project, "", List.of()));
    }
    var scene = new Scene(subject, user(subject, projects));
    subject
        .database()
        .transaction(handle -> {
          fill(handle, Mix.PROJECT, "read-n0x", Mix.READ, "Read");
          for (int i = 0; i < workers; i++) {
            fill(handle, Mix.PROJECT, "kept-n%dx".formatted(i), Mix.UPDATED, "Kept");
          }
          fill(handle, Mix.LONG, "listed-", Mix.LONG_LIST, Mix.LISTED);
          fill(handle, Mix.SHORT, "listed-", Mix.SHORT_LIST, Mix.LISTED);
          return workers;
        });
    return scene;
  }

  /// Someone who may read and make sources in the projects, as most users of them may.
  private static Token user(Subject subject, List<String> projects) {
    var permissions = new java.util.HashMap<String, List<String>>();
    projects.forEach(project -> permissions.put(project, List.of("sources-read", "sources-admin")));
    var user = new NewUser("bench", "bench@example.com", List.of(), Map.copyOf(permissions));
    var made = subject.users().changes().create(subject.system(), user);
    return subject.tokens().replace(subject.system(), made.id());
  }

  private static void fill(Handle handle, String project, String prefix, int count, String title) {
    handle
        .createUpdate(
            """
            INSERT INTO source (id, project_id, name, title, description, language,
              should_translate, sensitive_properties, kind, created_at, updated_at)
            SELECT ('x' || md5(:project || :prefix || i))::bit(64)::bigint, p.id, :prefix || i, :title,
              'One of those that are measured.', 'en', false, '{iban}', 'unknown', now(), now()
            FROM project p, generate_series(0, :count - 1) i
            WHERE p.name = :project
            """)
        .bind("project", project)
        .bind("prefix", prefix)
        .bind("title", title)
        .bind("count", count)
        .execute();
  }

  public String token() {
    return token;
  }

  /// Takes away what was written, so that every turn begins as the first one did.
  public void clear() {
    subject
        .database()
        .with(handle -> {
          remove(handle, "made-");
          handle.execute("TRUNCATE audit_event");
          handle.execute("VACUUM (ANALYZE) source");
          return handle;
        });
  }

  /// Takes away what one of those who make sources has made.
  public void clear(int worker) {
    subject
        .database()
        .with(handle -> {
          remove(handle, "made-n%dx".formatted(worker));
          return handle;
        });
  }

  private static void remove(Handle handle, String prefix) {
    handle
        .createUpdate(
            """
            DELETE FROM source
            WHERE project_id = (SELECT id FROM project WHERE name = :project)
              AND name >= :prefix AND name < :prefix || '~'
            """)
        .bind("project", Mix.PROJECT)
        .bind("prefix", prefix)
        .execute();
  }
}
