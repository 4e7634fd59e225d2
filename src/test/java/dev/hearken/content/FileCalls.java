package dev.hearken.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearken.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What tests of files say to a server, byte by byte.
public record FileCalls(TestServer server) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /// The same for the same size.
  public static byte[] bytes(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  public HttpResponse<byte[]> send(
      String method, String path, byte @Nullable [] body, String... headers) {
    return send(server.admin().token(), method, path, body, headers);
  }

  public HttpResponse<byte[]> send(
      String token, String method, String path, byte @Nullable [] body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .header("Authorization", "Bearer " + token)
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public HttpResponse<byte[]> putForm(String path, byte[] form) {
    return send("PUT", path, form, "Content-Type", "multipart/form-data; boundary=xyz");
  }

  public static JsonNode json(HttpResponse<byte[]> answer) {
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String message(HttpResponse<byte[]> answer) {
    return answer.statusCode() + " " + json(answer).path("message").asText();
  }

  public static byte[] form(String... parts) {
    var form = new ByteArrayOutputStream();
    for (var part : parts) {
      form.writeBytes(("--xyz\r\n" + part + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
    form.writeBytes("--xyz--\r\n".getBytes(StandardCharsets.ISO_8859_1));
    return form.toByteArray();
  }

  /// @param more behind the disposition
  public static String part(String more, byte[] content) {
    return "Content-Disposition: form-data; "
        + more
        + "\r\n\r\n"
        + new String(content, StandardCharsets.ISO_8859_1);
  }

  /// A part that is right.
  public static String file() {
    return part("name=\"file\"; filename=\"a.wav\"", bytes(9));
  }

  /// Forms that are none are refused, and in words.
  ///
  /// @param more that this place refuses too, by what is wrong with them
  public void refusesForms(String path, Map<String, byte[]> more) {
    var wrong = new HashMap<>(more);
    wrong.put("two parts", form(file(), file()));
    wrong.put("no file name", form(part("name=\"file\"", bytes(9))));
    wrong.put("another name", form(part("name=\"sound\"; filename=\"a.wav\"", bytes(9))));
    wrong.put("no part", "--xyz--\r\n".getBytes(StandardCharsets.UTF_8));
    wrong.put("cut", Arrays.copyOf(form(file()), 80));
    wrong.put("no form", bytes(100));
    wrong.forEach(
        (what, form) -> assertThat(message(putForm(path, form))).as(what).matches("400 .{20,}"));
  }

  /// That this came as a download which no browser runs.
  public static void assertDownloaded(HttpResponse<byte[]> got, String type, byte[] file) {
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.body()).isEqualTo(file);
    var headers = got.headers();
    assertThat(headers.firstValue("Content-Type")).hasValue(type);
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).contains("sandbox");
    assertThat(headers.firstValue("Content-Disposition").orElseThrow()).startsWith("attachment");
    assertThat(headers.firstValue("Content-Length")).hasValue("" + file.length);
  }

  /// That it is sent again only when it is another, and that asking for its head says as much.
  public void assertKnownByTag(String path, int size) {
    var head = send("HEAD", path, null);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).hasValue("" + size);
    var tag = head.headers().firstValue("ETag").orElseThrow();
    assertThat(send("GET", path, null).headers().firstValue("ETag")).hasValue(tag);
    for (var known : List.of(tag, "W/" + tag, "\"a, b\", " + tag + ",\"c\"", "*")) {
      assertThat(send("GET", path, null, "If-None-Match", known).statusCode())
          .as(known)
          .isEqualTo(304);
    }
    assertThat(send("GET", path, null, "If-None-Match", "\"a\", \"b\"").statusCode())
        .isEqualTo(200);
    var beyond =
        send("GET", path, null, "Range", "bytes=%d-99999999999999999999".formatted(size - 1));
    assertThat(beyond.statusCode()).isEqualTo(206);
    assertThat(beyond.body()).hasSize(1);
    assertThat(send("GET", path, null, "Range", "bytes=99999999999999999999-").statusCode())
        .isEqualTo(416);
  }
}
