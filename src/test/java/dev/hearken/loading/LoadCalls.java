package dev.hearken.loading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.TestServer;
import dev.hearken.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A server that loads mail, and what tests say to it.
public final class LoadCalls implements AutoCloseable {
  public static final String SOURCES = "/api/v1/sources/DefaultProject/";
  public static final String PRIVATE = "/api/_private/sources/DefaultProject/";
  public static final String BUCKETS = "/api/_private/buckets/DefaultProject/";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestServer server = new TestServer();
  private final AutoCloseable jobs = server.hearken().work();

  public TestServer server() {
    return server;
  }

  /// @return its id
  public String bucket(String name) {
    var made = server.admin().put(BUCKETS + name, "{\"bucket\":{\"bucket_type\":\"emails\"}}");
    return ok(made).at("/bucket/id").asText();
  }

  /// @return its id
  public String source(String name, @Nullable String bucket) {
    var settings = new HashMap<String, @Nullable Object>();
    settings.put("bucket_id", bucket);
    return ok(server.admin().put(SOURCES + name, Map.of("source", settings)))
        .at("/source/id")
        .asText();
  }

  public void attach(String source, @Nullable String bucket) {
    var settings = new HashMap<String, @Nullable Object>();
    settings.put("bucket_id", bucket);
    ok(server.admin().post(SOURCES + source, Map.of("source", settings)));
  }

  public void put(String bucket, Object... mails) {
    ok(server.admin().put(BUCKETS + bucket + "/emails", Map.of("emails", List.of(mails))));
  }

  /// A mail that was sent at noon.
  ///
  /// @param header further fields, each with the end of its line
  public static Map<String, Object> mail(String id, String header, String text) {
    var mail = new HashMap<String, Object>();
    mail.put("id", id);
    mail.put("mailbox", "box@example.com");
    mail.put("timestamp", "2026-01-31T12:00:00Z");
    mail.put(
        "mime_content",
        "From: A <a@one.example>\r\nTo: b@two.example\r\n" + header + "\r\n" + text);
    return mail;
  }

  public static JsonNode ok(Answer answer) {
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    return answer.json();
  }

  JsonNode loading(String source) {
    return ok(server.admin().get(SOURCES + source + "/loading")).get("loading");
  }

  /// Waits until nothing waits.
  public JsonNode atRest(String source) {
    return await(source, loading -> loading.get("waiting").asInt() == 0);
  }

  /// Waits until it is as wanted, and no bucket is walked.
  public JsonNode await(String source, Predicate<JsonNode> wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    var loading = loading(source);
    while (!(wanted.test(loading) && loading.get("backfill").isNull())) {
      assertThat(System.nanoTime()).as(source + " is " + loading).isLessThan(end);
      pause();
      loading = loading(source);
    }
    return loading;
  }

  static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// All comments by their ids.
  public Map<String, JsonNode> comments(String source) {
    var comments = new TreeMap<String, JsonNode>();
    var after = "";
    do {
      var page = ok(server.admin().get(PRIVATE + source + "/comments?limit=256" + after));
      page.get("comments").forEach(each -> comments.put(each.get("id").asText(), each));
      after = page.has("continuation") ? "&after=" + page.get("continuation").asText() : "";
    } while (!after.isEmpty());
    return comments;
  }

  /// The comment of this Message-ID.
  public JsonNode comment(String source, String messageId) {
    var comment = comments(source).get(hex(messageId));
    assertThat(comment).as(messageId).isNotNull();
    return Objects.requireNonNull(comment);
  }

  /// The texts of all comments, sorted.
  List<String> texts(String source) {
    var texts = new ArrayList<String>();
    comments(source).values().forEach(each -> texts.add(text(each)));
    texts.sort(null);
    return texts;
  }

  static String text(JsonNode comment) {
    return comment.at("/messages/0/body/text").asText();
  }

  public static String hex(String id) {
    return HexFormat.of().formatHex(id.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      jobs.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    server.close();
  }
}
