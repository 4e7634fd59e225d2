package dev.hearken.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.TestServer;
import dev.hearken.TestServer.Answer;
import java.util.List;
import java.util.Map;

/// What tests of sources say to a server.
record SourceCalls(TestServer server) {
  private static final String ALL = "/api/v1/sources";
  private static final String IN_DEFAULT = ALL + "/DefaultProject/";

  Answer create(String name, Map<String, ?> fields) {
    return server.admin().put(IN_DEFAULT + name, Map.of("source", fields));
  }

  Answer update(String name, Object fields) {
    var body = fields instanceof String ? "{\"source\":" + fields + "}" : Map.of("source", fields);
    return server.admin().post(IN_DEFAULT + name, body);
  }

  JsonNode read(String name) {
    return server.admin().get(IN_DEFAULT + name).json().get("source");
  }

  String bucket(String project, String name) {
    var answer =
        server
            .admin()
            .put(
                "/api/_private/buckets/" + project + "/" + name,
                Map.of("bucket", Map.of("bucket_type", "emails")));
    return answer.json().at("/bucket/id").asText();
  }

  void project(String name) {
    server
        .admin()
        .put("/api/_private/projects/" + name, Map.of("project", Map.of(), "user_ids", List.of()));
  }
}
