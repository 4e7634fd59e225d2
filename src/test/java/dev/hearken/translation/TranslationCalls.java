package dev.hearken.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.Eventually;
import dev.hearken.TestServer;
import dev.hearken.TestServer.Answer;
import dev.hearken.job.Jobs;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A server that translates, and what tests say to it.
final class TranslationCalls implements AutoCloseable {
  static final String SOURCES = "/api/v1/sources/DefaultProject/";
  static final String PRIVATE = "/api/_private/sources/DefaultProject/";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final MarkingTranslator translator;
  private final TestServer server;
  private @Nullable Jobs jobs;

  TranslationCalls() {
    this(new MarkingTranslator());
  }

  private TranslationCalls(MarkingTranslator translator) {
    this(translator, translator.means());
  }

  TranslationCalls(MarkingTranslator translator, Means means) {
    this.translator = translator;
    this.server = new TestServer(means);
    work();
  }

  MarkingTranslator translator() {
    return translator;
  }

  TestServer server() {
    return server;
  }

  void work() {
    jobs = server.work();
  }

  void rest() {
    if (jobs != null) {
      jobs.close();
      jobs = null;
    }
  }

  static JsonNode ok(Answer answer) {
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    return answer.json();
  }

  /// A source that is translated.
  void source(String name) {
    source(name, "en", true);
  }

  /// @return its id
  String source(String name, String language, boolean translated) {
    return ok(server
            .admin()
            .put(
                SOURCES + name,
                Map.of("source", Map.of("language", language, "should_translate", translated))))
        .at("/source/id")
        .asText();
  }

  void flag(String source, boolean translated) {
    ok(
        server
            .admin()
            .post(SOURCES + source, Map.of("source", Map.of("should_translate", translated))));
  }

  /// A comment with this text.
  static String comment(String id, String text) {
    return with(id, "[{\"body\":{\"text\":\"" + text + "\"}}]");
  }

  /// A comment with these messages.
  static String with(String id, String messages) {
    return "{\"id\":\"%s\",\"timestamp\":\"2026-01-31T12:00:00Z\",\"messages\":%s}"
        .formatted(id, messages);
  }

  /// The counters of a sync, in their order.
  String sync(String source, String... comments) {
    var json =
        ok(
            server
                .admin()
                .post(
                    SOURCES + source + "/sync",
                    "{\"comments\":[" + String.join(",", comments) + "]}"));
    return "%s %s %s".formatted(json.get("new"), json.get("updated"), json.get("unchanged"));
  }

  JsonNode messages(String source, String id) {
    return ok(server.admin().get(SOURCES + source + "/comments/" + id)).at("/comment/messages");
  }

  String text(String source, String id) {
    return messages(source, id).at("/0/body/text").asText();
  }

  /// Waits until a comment has this text.
  void awaitText(String source, String id, String text) {
    await(() -> text(source, id).equals(text));
  }

  void await(BooleanSupplier wanted) {
    Eventually.holds("what translating does", PATIENCE, wanted::getAsBoolean);
  }

  /// All comments by their ids, as the list of them shows them.
  Map<String, JsonNode> comments(String source) {
    var comments = new TreeMap<String, JsonNode>();
    var after = "";
    do {
      var page = ok(server.admin().get(PRIVATE + source + "/comments?limit=256" + after));
      page.get("comments").forEach(each -> comments.put(each.get("id").asText(), each));
      after = page.has("continuation") ? "&after=" + page.get("continuation").asText() : "";
    } while (!after.isEmpty());
    return comments;
  }

  /// A comment as the list of all shows it.
  JsonNode listed(String source, String id) {
    return Objects.requireNonNull(comments(source).get(id));
  }

  @Override
  public void close() {
    rest();
    server.close();
  }

  /// How far the translation of a source is.
  JsonNode translation(String source) {
    return ok(server.admin().get(SOURCES + source + "/loading")).at("/loading/translation");
  }

  void execute(String statement) {
    server.sql().useHandle(handle -> handle.execute(statement));
  }

  long number(String query) {
    return server.sql().withHandle(handle -> handle.createQuery(query).mapTo(Long.class).one());
  }
}
