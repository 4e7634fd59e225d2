package dev.hearken.comment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.TestServer;
import dev.hearken.TestServer.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// A server, and what tests of comments say to it.
public final class CommentCalls implements AutoCloseable {
  public static final String IN_DEFAULT = "/api/v1/sources/DefaultProject/";
  public static final String PRIVATE = "/api/_private/sources/DefaultProject/";

  private final TestServer server = new TestServer();

  public TestServer server() {
    return server;
  }

  /// Makes a source with the sensitive property `Secret`, and says its id.
  public String source(String name) {
    return server
        .admin()
        .put(IN_DEFAULT + name, "{\"source\":{\"sensitive_properties\":[\"Secret\"]}}")
        .json()
        .at("/source/id")
        .asText();
  }

  /// A comment as JSON.
  ///
  /// @param rest further fields, behind a comma
  public String comment(String id, String rest) {
    return """
    {"id": "%s", "timestamp": "2026-01-31T12:00:00Z", "messages": [{"body": {"text": "x"}}]%s}
    """
        .formatted(id, rest);
  }

  public Answer sync(String source, String... comments) {
    return sync(server.admin(), source, comments);
  }

  public Answer sync(TestServer.Client client, String source, String... comments) {
    return client.post(
        IN_DEFAULT + source + "/sync", "{\"comments\":[" + String.join(",", comments) + "]}");
  }

  /// The counters of a sync, in their order.
  public String counts(Answer answer) {
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    return List.of("new", "updated", "unchanged", "updated_text_changed", "updated_properties_only")
        .stream()
        .map(name -> answer.json().get(name).asText())
        .collect(Collectors.joining(" "));
  }

  /// The path of a comment.
  public String path(String source, String id) {
    return IN_DEFAULT
        + source
        + "/comments/"
        + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  public void delete(String source, String id) {
    var path = IN_DEFAULT + source + "/comments?id=" + id;
    assertThat(server.admin().delete(path).status()).isEqualTo(200);
  }

  public JsonNode read(String source, String id) {
    return server.admin().get(path(source, id)).json().get("comment");
  }

  @Override
  public void close() {
    server.close();
  }
}
