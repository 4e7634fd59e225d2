package dev.hearken.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer;
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
  private static SourceCalls calls;

  @BeforeAll
  static void start() {
    server = new TestServer();
    calls = new SourceCalls(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void createFillsInEveryDefault() {
    var source = calls.create("defaults", Map.of()).json().get("source");

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
    var bucket = calls.bucket("DefaultProject", "feed");
    var created =
        calls
            .create(
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
        calls.create(
            "again", Map.of("language", "multilingual", "sensitive_properties", List.of("a", "b")));
    var second =
        calls.create("again", Map.of("language", "xlm", "sensitive_properties", List.of("b", "a")));

    assertThat(first.json().at("/source/language").asText()).isEqualTo("Multilingual");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json()).isEqualTo(first.json());
  }

  @Test
  void anotherCreateUnderATakenNameIsAConflictAndChangesNothing() {
    calls.create("taken", Map.of("title", "first"));
    var before = calls.read("taken");

    for (var fields :
        List.<Map<String, ?>>of(
            Map.of(),
            Map.of("title", "other"),
            Map.of("title", "first", "description", "x"),
            Map.of("title", "first", "language", "de"),
            Map.of("title", "first", "should_translate", true),
            Map.of("title", "first", "sensitive_properties", List.of("a")),
            Map.of("title", "first", "_kind", "chat"),
            Map.of("title", "first", "bucket_id", calls.bucket("DefaultProject", "other-feed")),
            Map.of("title", "first", "email_transform_tag", "generic.0.CONVKER5"))) {
      assertThat(calls.create("taken", fields).status()).as(fields.toString()).isEqualTo(409);
    }
    assertThat(calls.read("taken")).isEqualTo(before);
  }

  @Test
  void updateChangesOnlyWhatIsGiven() {
    var bucket = calls.bucket("DefaultProject", "kept");
    calls.create(
        "partial", Map.of("title", "t", "sensitive_properties", List.of("a"), "bucket_id", bucket));

    var updated = calls.update("partial", Map.of("description", "new")).json().get("source");

    assertThat(updated.get("title").asText()).isEqualTo("t");
    assertThat(updated.get("description").asText()).isEqualTo("new");
    assertThat(updated.get("bucket_id").asText()).isEqualTo(bucket);
    assertThat(updated.get("sensitive_properties")).hasSize(1);
    assertThat(updated.get("updated_at").asText())
        .isGreaterThan(updated.get("created_at").asText());
    assertThat(updated.get("last_modified")).isEqualTo(updated.get("updated_at"));
    assertThat(
            calls
                .update("partial", Map.of("sensitive_properties", List.of()))
                .json()
                .at("/source/sensitive_properties"))
        .isEmpty();
  }

  @Test
  void anUpdateThatChangesNothingLeavesTheTimes() {
    calls.create("still", Map.of("title", "t"));
    var before = calls.read("still");

    for (var body : List.of("{}", "{\"bucket_id\":null}", "{\"title\":\"t\"}", before.toString())) {
      assertThat(calls.update("still", body).json().get("source")).as(body).isEqualTo(before);
    }
  }

  @Test
  void whatIsReadCanBeSentBackHoweverLongTheName() {
    var name = "n".repeat(256);
    var created = calls.create(name, Map.of()).json().get("source");

    assertThat(created.get("title").asText()).isEqualTo("n".repeat(128));
    assertThat(calls.update(name, created).json().get("source")).isEqualTo(created);
    assertThat(calls.create(name, Map.of()).json().get("source")).isEqualTo(created);
  }

  @Test
  void theLanguageCanBeRepeatedButNotChanged() {
    calls.create("german", Map.of("language", "de"));
    calls.create("several", Map.of("language", "xlm"));

    assertThat(calls.update("german", Map.of("language", "de", "title", "neu")).status())
        .isEqualTo(200);
    var refused = calls.update("german", Map.of("language", "en", "title", "lost"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.message()).contains("'de'").contains("'en'");
    assertThat(calls.read("german").get("title").asText()).isEqualTo("neu");
    assertThat(
            calls
                .update("several", Map.of("language", "MULTILINGUAL"))
                .json()
                .at("/source/language")
                .asText())
        .isEqualTo("xlm");
  }

  @Test
  void anUnknownTransformTagIsRefusedInTheWordsClientsKnow() {
    var created = calls.create("tagged", Map.of("email_transform_tag", "foo.1.BAR"));
    assertThat(created.status()).isEqualTo(422);
    assertThat(created.message()).startsWith("The value 'foo.1.BAR' is not a valid transform tag.");

    calls.create("tagged", Map.of("email_transform_tag", "generic.0.CONVKER5"));
    var updated = calls.update("tagged", Map.of("email_transform_tag", "foo.1.BAR"));
    assertThat(updated.status()).isEqualTo(422);
    assertThat(updated.message()).startsWith("The value 'foo.1.BAR' is not a valid transform tag.");
    assertThat(calls.read("tagged").get("email_transform_tag").asText())
        .isEqualTo("generic.0.CONVKER5");
  }

  @Test
  void aDeletedSourceIsGoneAndItsNameFree() {
    var id = calls.create("gone", Map.of()).json().at("/source/id").asText();

    assertThat(server.admin().delete(ALL + "/id:" + id).json().toString())
        .isEqualTo("{\"status\":\"ok\"}");

    assertThat(server.admin().delete(ALL + "/id:" + id).status()).isEqualTo(404);
    assertThat(server.admin().get(IN_DEFAULT + "gone").status()).isEqualTo(404);
    assertThat(calls.create("gone", Map.of("title", "new")).json().at("/source/id").asText())
        .isNotEqualTo(id);
  }

  @Test
  void aSourceIsUpdatedByNameOnlyAndDeletedByIdOnly() {
    var id = calls.create("asymmetric", Map.of()).json().at("/source/id").asText();

    assertThat(server.admin().delete(IN_DEFAULT + "asymmetric").header("Allow"))
        .contains("GET, HEAD, POST, PUT");
    assertThat(server.admin().post(ALL + "/id:" + id, Map.of("source", Map.of())).header("Allow"))
        .contains("DELETE, GET, HEAD");
  }

  @Test
  void eachOfThemTakesTwoStatementsAtMost() {
    var bucket = calls.bucket("DefaultProject", "counted");
    var id = calls.create("counted", Map.of()).json().at("/source/id").asText();

    assertThat(statementsOf(() -> server.admin().get(IN_DEFAULT + "counted"))).isEqualTo(1);
    assertThat(statementsOf(() -> server.admin().get(ALL + "/id:" + id))).isEqualTo(1);
    assertThat(statementsOf(() -> calls.create("counted-new", Map.of("bucket_id", bucket))))
        .isEqualTo(2);
    assertThat(
            statementsOf(() -> calls.update("counted", Map.of("title", "x", "bucket_id", bucket))))
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
    var id = calls.create("audited", Map.of("title", "one")).json().at("/source/id").asText();
    calls.update("audited", Map.of("title", "two"));
    calls.update("audited", Map.of("title", "two"));
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
            .mapToObj(
                _ -> calls.create("rush", Map.of("title", "same")).json().at("/source/id").asText())
            .distinct()
            .toList();

    assertThat(ids).hasSize(1).doesNotContain("");
  }
}
