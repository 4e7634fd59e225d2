package dev.hearken.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearken.TestServer;
import dev.hearken.TestServer.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// What tests of mails say to a server.
record EmailCalls(TestServer server) {
  private static final String BUCKETS = "/api/_private/buckets/";
  private static final String BUCKET = BUCKETS + "DefaultProject/";
  private static final ObjectMapper JSON = new ObjectMapper();

  String bucket(String name) {
    return server
        .admin()
        .put(BUCKET + name, "{\"bucket\":{\"bucket_type\":\"emails\"}}")
        .json()
        .at("/bucket/id")
        .asText();
  }

  String email(String id, String content, String more) throws IOException {
    return """
    {"id": %s, "mailbox": "m@example.com", "timestamp": "2026-01-31T12:00:00Z", "mime_content": %s%s}
    """
        .formatted(JSON.writeValueAsString(id), MimeTextTest.quoted(content, new Random(1)), more);
  }

  Answer put(String bucket, String... emails) {
    return server
        .admin()
        .put(
            BUCKET + bucket + "/emails?no_charge=false",
            "{\"emails\":[" + String.join(",", emails) + "]}");
  }

  JsonNode get(String bucket, String id) {
    var encoded = URLEncoder.encode(id, StandardCharsets.UTF_8);
    return server.admin().get(BUCKET + bucket + "/emails?id=" + encoded).json().at("/emails");
  }

  long count(String bucket) {
    var answer = server.admin().get(BUCKET + bucket + "/statistics").json();
    assertThat(answer.at("/statistics/count/kind").asText()).isEqualTo("exact");
    return answer.at("/statistics/count/value").asLong();
  }

  List<String> ids(String bucket, String body) {
    return server
        .admin()
        .post(BUCKET + bucket + "/emails", body)
        .json()
        .at("/emails")
        .findValuesAsText("id");
  }
}
