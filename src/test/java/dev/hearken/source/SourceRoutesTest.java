package dev.hearken.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.TestServer;
import dev.hearken.TestServer.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class SourceRoutesTest {
  private static final String ALL = "/api/v1/sources";
  private static final String IN_DEFAULT = ALL + "/DefaultProject/";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer create(String name, Map<String, ?> fields) {
    return server.admin().put(IN_DEFAULT + name, Map.of("source", fields));
  }

  private static Answer update(String name, Object fields) {
    var body = fields instanceof String ? "{\"source\":" + fields + "}" : Map.of("source", fields);
    return server.admin().post(IN_DEFAULT + name, body);
  }

  private static JsonNode read(String name) {
    return server.admin().get(IN_DEFAULT + name).json().get("source");
  }

  private static String bucket(String project, String name) {
    var answer =
        server
            .admin()
            .put(
                "/api/_private/buckets/" + project + "/" + name,
                Map.of("bucket", Map.of("bucket_type", "emails")));
    return answer.json().at("/bucket/id").asText();
  }

  private static void project(String name) {
    server
        .admin()
        .put("/api/_private/projects/" + name, Map.of("project", Map.of(), "user_ids", List.of()));
  }

  @Test
  void createFillsInEveryDefault() {
    var source = create("defaults", Map.of()).json().get("source");

    assertThat(source.get("id").asText()).matches("[0-9a-f]{16}");
    assertThat(source.get("owner").asText()).isEqualTo("DefaultProject");
    assertThat(source.get("name").asText()).isEqualTo("defaults");
    assertThat(source.get("title").asText()).isEqualTo("defaults");
    assertThat(source.get("description").asText()).isEmpty();
    assertThat(source.get("language").asText()).isEqualTo("en");
    assertThat(source.get("should_translate").booleanValue()).isFalse();
    assertThat(source.get("sensitive_properties")).isEmpty();
    assertThat(source.get("_kind").asText()).isEqualTo("unknown");
    assertThat(source.get("bucket_id").isNull()).isTrue();
    assertThat(source.get("email_transform_tag").isNull()).isTrue();
    assertThat(source.get("created_at").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00")
        .isEqualTo(source.get("updated_at").asText())
        .isEqualTo(source.get("last_modified").asText());
  }

  @Test
  void whatIsCreatedComesBackOnEveryRoute() {
    var bucket = bucket("DefaultProject", "feed");
    var created =
        create(
                "whole",
                Map.of(
                    "title", "Titel ä 😀",
                    "description", "two\nlines",
                    "language", "de",
                    "should_translate", true,
                    "sensitive_properties", List.of("string:Name", "number:Age", "Team"),
                    "_kind", "chat",
                    "bucket_id", bucket,
                    "email_transform_tag", "generic.0.CONVKER5",
                    "email_transform_version", 3))
            .json()
            .get("source");

    assertThat(created.get("title").asText()).isEqualTo("Titel ä 😀");
    assertThat(created.get("bucket_id").asText()).isEqualTo(bucket);
    assertThat(created.get("email_transform_version").asInt()).isEqualTo(3);
    assertThat(created.get("sensitive_properties")).hasSize(3);
    var id = created.get("id").asText();
    for (var path :
        List.of(
            IN_DEFAULT + "whole",
            ALL + "/DefaultProject%2Fwhole",
            ALL + "/DefaultProject%2fwhole",
            "//api//v1/sources/DefaultProject/whole",
            ALL + "/id:" + id,
            ALL + "/id%3A" + id)) {
      assertThat(server.admin().get(path).json().get("source")).as(path).isEqualTo(created);
    }
    for (var path : List.of(ALL, ALL + "/DefaultProject", ALL + "/")) {
      assertThat(server.admin().get(path).json().get("sources")).as(path).contains(created);
    }
  }

  @Test
  void theSameCreateAgainFindsTheSource() {
    var first =
        create(
            "again", Map.of("language", "multilingual", "sensitive_properties", List.of("a", "b")));
    var second =
        create("again", Map.of("language", "xlm", "sensitive_properties", List.of("b", "a")));

    assertThat(first.json().at("/source/language").asText()).isEqualTo("Multilingual");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json()).isEqualTo(first.json());
  }

  @Test
  void anotherCreateUnderATakenNameIsAConflictAndChangesNothing() {
    create("taken", Map.of("title", "first"));
    var before = read("taken");

    for (var fields :
        List.<Map<String, ?>>of(
            Map.of(),
            Map.of("title", "other"),
            Map.of("title", "first", "description", "x"),
            Map.of("title", "first", "language", "de"),
            Map.of("title", "first", "should_translate", true),
            Map.of("title", "first", "sensitive_properties", List.of("a")),
            Map.of("title", "first", "_kind", "chat"),
            Map.of("title", "first", "bucket_id", bucket("DefaultProject", "other-feed")),
            Map.of("title", "first", "email_transform_tag", "generic.0.CONVKER5"))) {
      assertThat(create("taken", fields).status()).as(fields.toString()).isEqualTo(409);
    }
    assertThat(read("taken")).isEqualTo(before);
  }

  @Test
  void updateChangesOnlyWhatIsGiven() {
    var bucket = bucket("DefaultProject", "kept");
    create(
        "partial", Map.of("title", "t", "sensitive_properties", List.of("a"), "bucket_id", bucket));

    var updated = update("partial", Map.of("description", "new")).json().get("source");

    assertThat(updated.get("title").asText()).isEqualTo("t");
    assertThat(updated.get("description").asText()).isEqualTo("new");
    assertThat(updated.get("bucket_id").asText()).isEqualTo(bucket);
    assertThat(updated.get("sensitive_properties")).hasSize(1);
    assertThat(updated.get("updated_at").asText())
        .isGreaterThan(updated.get("created_at").asText());
    assertThat(updated.get("last_modified")).isEqualTo(updated.get("updated_at"));
    assertThat(
            update("partial", Map.of("sensitive_properties", List.of()))
                .json()
                .at("/source/sensitive_properties"))
        .isEmpty();
  }

  @Test
  void anUpdateThatChangesNothingLeavesTheTimes() {
    create("still", Map.of("title", "t"));
    var before = read("still");

    for (var body : List.of("{}", "{\"bucket_id\":null}", "{\"title\":\"t\"}", before.toString())) {
      assertThat(update("still", body).json().get("source")).as(body).isEqualTo(before);
    }
  }

  @Test
  void whatIsReadCanBeSentBackHoweverLongTheName() {
    var name = "n".repeat(256);
    var created = create(name, Map.of()).json().get("source");

    assertThat(created.get("title").asText()).isEqualTo("n".repeat(128));
    assertThat(update(name, created).json().get("source")).isEqualTo(created);
    assertThat(create(name, Map.of()).json().get("source")).isEqualTo(created);
  }

  @Test
  void nullDetachesTheBucketAndAbsenceLeavesIt() {
    var bucket = bucket("DefaultProject", "detachable");
    create("fed", Map.of("bucket_id", bucket));

    assertThat(update("fed", "{\"title\":\"x\"}").json().at("/source/bucket_id").asText())
        .isEqualTo(bucket);
    assertThat(update("fed", "{\"bucket_id\":null}").json().at("/source/bucket_id").isNull())
        .isTrue();
    assertThat(update("fed", Map.of("bucket_id", bucket)).json().at("/source/bucket_id").asText())
        .isEqualTo(bucket);
  }

  @Test
  void aBucketIsOnlyNamedByWhoMayReadIt() {
    project("elsewhere");
    var hidden = bucket("elsewhere", "hidden");
    var editor = server.user("editor", Map.of("DefaultProject", List.of("sources-admin")));
    var owner =
        server.user(
            "owner",
            Map.of(
                "DefaultProject", List.of("sources-admin"), "elsewhere", List.of("buckets-read")));
    var unknown = Map.of("source", Map.of("bucket_id", "0123456789abcdef"));
    var named = Map.of("source", Map.of("bucket_id", hidden));

    var refused = editor.put(IN_DEFAULT + "guess", named);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.message()).contains("source.bucket_id").contains(hidden);
    assertThat(editor.put(IN_DEFAULT + "guess", unknown).message())
        .isEqualTo(refused.message().replace(hidden, "0123456789abcdef"));
    assertThat(owner.put(IN_DEFAULT + "guess", named).status()).isEqualTo(200);
    // Clients resend the bucket with every update, whoever put it there.
    assertThat(
            editor
                .post(
                    IN_DEFAULT + "guess",
                    "{\"source\":{\"title\":\"n\",\"bucket_id\":\"" + hidden + "\"}}")
                .status())
        .isEqualTo(200);
    create("unfed", Map.of());
    assertThat(editor.post(IN_DEFAULT + "unfed", named).status()).isEqualTo(422);
  }

  @Test
  void theLanguageCanBeRepeatedButNotChanged() {
    create("german", Map.of("language", "de"));
    create("several", Map.of("language", "xlm"));

    assertThat(update("german", Map.of("language", "de", "title", "neu")).status()).isEqualTo(200);
    var refused = update("german", Map.of("language", "en", "title", "lost"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.message()).contains("'de'").contains("'en'");
    assertThat(read("german").get("title").asText()).isEqualTo("neu");
    assertThat(
            update("several", Map.of("language", "MULTILINGUAL"))
                .json()
                .at("/source/language")
                .asText())
        .isEqualTo("xlm");
  }

  @Test
  void anUnknownTransformTagIsRefusedInTheWordsClientsKnow() {
    var created = create("tagged", Map.of("email_transform_tag", "foo.1.BAR"));
    assertThat(created.status()).isEqualTo(422);
    assertThat(created.message()).startsWith("The value 'foo.1.BAR' is not a valid transform tag.");

    create("tagged", Map.of("email_transform_tag", "generic.0.CONVKER5"));
    var updated = update("tagged", Map.of("email_transform_tag", "foo.1.BAR"));
    assertThat(updated.status()).isEqualTo(422);
    assertThat(updated.message()).startsWith("The value 'foo.1.BAR' is not a valid transform tag.");
    assertThat(read("tagged").get("email_transform_tag").asText()).isEqualTo("generic.0.CONVKER5");
  }

  @Test
  void aDeletedSourceIsGoneAndItsNameFree() {
    var id = create("gone", Map.of()).json().at("/source/id").asText();

    assertThat(server.admin().delete(ALL + "/id:" + id).json().toString())
        .isEqualTo("{\"status\":\"ok\"}");

    assertThat(server.admin().delete(ALL + "/id:" + id).status()).isEqualTo(404);
    assertThat(server.admin().get(IN_DEFAULT + "gone").status()).isEqualTo(404);
    assertThat(create("gone", Map.of("title", "new")).json().at("/source/id").asText())
        .isNotEqualTo(id);
  }

  @Test
  void aSourceIsUpdatedByNameOnlyAndDeletedByIdOnly() {
    var id = create("asymmetric", Map.of()).json().at("/source/id").asText();

    assertThat(server.admin().delete(IN_DEFAULT + "asymmetric").header("Allow"))
        .contains("GET, HEAD, POST, PUT");
    assertThat(server.admin().post(ALL + "/id:" + id, Map.of("source", Map.of())).header("Allow"))
        .contains("DELETE, GET, HEAD");
  }

  @Test
  void theListShowsWhatTheCallerMayViewByOwnerAndName() {
    for (var project : List.of("list-b", "list-a", "list-c")) {
      project(project);
      for (var name : List.of("z", "B", "a", "_")) {
        server.admin().put(ALL + "/" + project + "/" + name, Map.of("source", Map.of()));
      }
    }
    var viewer =
        server.user(
            "viewer",
            Map.of(
                "list-a",
                List.of("sources-read"),
                "list-b",
                List.of("sources-add-comments"),
                "list-c",
                List.of("buckets-read")));

    assertThat(names(viewer.get(ALL)))
        .containsExactly(
            "list-a/B",
            "list-a/_",
            "list-a/a",
            "list-a/z",
            "list-b/B",
            "list-b/_",
            "list-b/a",
            "list-b/z");
    assertThat(names(viewer.get(ALL + "/list-b"))).hasSize(4);
    assertThat(viewer.get(ALL + "/list-c").status()).isEqualTo(403);
    var hidden = viewer.get(ALL + "/DefaultProject");
    assertThat(hidden.status()).isEqualTo(404);
    assertThat(hidden.message()).contains("No such project").contains("DefaultProject");
    assertThat(viewer.get(ALL + "/nowhere").message())
        .contains("No such project")
        .contains("nowhere");
  }

  private static List<String> names(Answer answer) {
    return IntStream.range(0, answer.json().get("sources").size())
        .mapToObj(i -> answer.json().get("sources").get(i))
        .map(source -> source.get("owner").asText() + "/" + source.get("name").asText())
        .toList();
  }

  @Test
  void aListLongerThanASliceIsWholeAndInOrder() {
    project("many");
    server
        .sql()
        .useHandle(handle ->
            handle.execute(
                """
                INSERT INTO source (id, project_id, name, title, description, language, should_translate,
                  sensitive_properties, kind, created_at, updated_at)
                SELECT 1000 + n, p.id, 's' || lpad(n::text, 6, '0'), '', '', 'en', false, '{}', 'unknown',
                  now(), now()
                FROM project p, generate_series(1, 2000) n
                WHERE p.name = 'many'
                """));

    var names = names(server.admin().get(ALL + "/many"));

    assertThat(names).hasSize(2000).isSorted().doesNotHaveDuplicates();
    assertThat(names(server.admin().get(ALL))).containsSubsequence(names);
  }

  @Test
  void eachOfThemTakesTwoStatements() {
    var bucket = bucket("DefaultProject", "counted");
    var id = create("counted", Map.of()).json().at("/source/id").asText();

    assertThat(statementsOf(() -> server.admin().get(IN_DEFAULT + "counted"))).isEqualTo(2);
    assertThat(statementsOf(() -> server.admin().get(ALL + "/id:" + id))).isEqualTo(2);
    assertThat(statementsOf(() -> create("counted-new", Map.of("bucket_id", bucket)))).isEqualTo(2);
    assertThat(statementsOf(() -> update("counted", Map.of("title", "x", "bucket_id", bucket))))
        .isEqualTo(2);
    assertThat(statementsOf(() -> server.admin().delete(ALL + "/id:" + id))).isEqualTo(2);
    assertThat(statementsOf(() -> server.admin().get(ALL))).isLessThanOrEqualTo(8);
  }

  private static long statementsOf(Runnable call) {
    long before = server.database().statements();
    call.run();
    return server.database().statements() - before;
  }

  @Test
  void everyChangeLeavesALineInTheAuditLog() {
    var id = create("audited", Map.of("title", "one")).json().at("/source/id").asText();
    update("audited", Map.of("title", "two"));
    update("audited", Map.of("title", "two"));
    server.admin().delete(ALL + "/id:" + id);

    var events =
        server
            .sql()
            .withHandle(handle ->
                handle
                    .select(
                        """
                        SELECT concat_ws(' ', type, before->>'title', after->>'title', about->1->>'name')
                        FROM audit_event
                        WHERE about->0->>'id' = ?
                        ORDER BY at, id
                        """,
                        id)
                    .mapTo(String.class)
                    .list());

    assertThat(events)
        .containsExactly(
            "source.create one DefaultProject",
            "source.update one two DefaultProject",
            "source.delete two DefaultProject");
  }

  @Test
  void manyWhoCreateTheSameSourceAtOnceAllGetTheSameOne() {
    var ids =
        IntStream.range(0, 32)
            .parallel()
            .mapToObj(_ -> create("rush", Map.of("title", "same")).json().at("/source/id").asText())
            .distinct()
            .toList();

    assertThat(ids).hasSize(1).doesNotContain("");
  }
}
