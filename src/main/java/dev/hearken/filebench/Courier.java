package dev.hearken.filebench;

import dev.hearken.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/// Takes files to a server and fetches them, one at a time.
final class Courier implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI server;
  private final String token;

  Courier(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  /// Sends a file.
  ///
  /// @return the hash that the server answers with
  String send(String path, Content content) throws IOException, InterruptedException {
    var body =
        BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(content::open), content.size());
    var answer = ask("PUT", path, "application/octet-stream", body, BodyHandlers.ofString());
    return Json.stored(answer).path("content_hash").asText();
  }

  /// Fetches what was sent, and looks at every byte.
  void fetch(String path, Content content) throws IOException, InterruptedException {
    try (var in = ask("GET", path, "", BodyPublishers.noBody(), BodyHandlers.ofInputStream())) {
      content.requireSame(in);
    }
  }

  /// Sends JSON, or nothing when it is empty.
  ///
  /// @return the answer
  String tell(String method, String path, String json) throws IOException, InterruptedException {
    return ask(
        method,
        path,
        "application/json",
        json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json),
        BodyHandlers.ofString());
  }

  private <T> T ask(
      String method, String path, String type, BodyPublisher body, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Authorization", "Bearer " + token)
            .method(method, body);
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    HttpResponse<T> answer = client.send(request.build(), handler);
    if (answer.statusCode() != 200) {
      throw new IOException(
          "The answer to %s %s is %d: %s"
              .formatted(method, path, answer.statusCode(), text(answer.body())));
    }
    return answer.body();
  }

  private static String text(Object body) throws IOException {
    return body instanceof java.io.InputStream in
        ? new String(in.readNBytes(500), StandardCharsets.UTF_8)
        : body.toString();
  }

  @Override
  public void close() {
    client.close();
  }
}
