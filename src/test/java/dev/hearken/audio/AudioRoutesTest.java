package dev.hearken.audio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearken.comment.CommentCalls;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The recording of a comment, put and read over HTTP (wire contract 2.2.8).
@Tag("database")
class AudioRoutesTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final byte[] SOUND = bytes(700_000);

  private static CommentCalls calls;
  private static String id = "";

  @BeforeAll
  static void start() {
    calls = new CommentCalls();
    id = calls.source("calls");
    calls.sync(
        "calls", calls.comment("a b?#", "").replace("a b?#", "a%b?#"), calls.comment("two", ""));
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  private static byte[] bytes(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static String path(String comment) {
    return "/api/_private/sources/id:" + id + "/comments/" + comment + "/audio";
  }

  private static HttpResponse<byte[]> send(
      String method, String path, byte @Nullable [] body, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(calls.server().address() + path))
            .header("Authorization", "Bearer " + calls.server().admin().token())
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String message(HttpResponse<byte[]> answer) throws Exception {
    return answer.statusCode()
        + " "
        + new ObjectMapper().readTree(answer.body()).path("message").asText();
  }

  private static byte[] form(String... parts) {
    var form = new ByteArrayOutputStream();
    for (var part : parts) {
      form.writeBytes(("--xyz\r\n" + part + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
    form.writeBytes("--xyz--\r\n".getBytes(StandardCharsets.ISO_8859_1));
    return form.toByteArray();
  }

  private static String part(String more, byte[] content) {
    return "Content-Disposition: form-data; "
        + more
        + "\r\nContent-Type: audio/x-wav\r\n\r\n"
        + new String(content, StandardCharsets.ISO_8859_1);
  }

  private static HttpResponse<byte[]> putForm(String comment, byte[] form) throws Exception {
    return send("PUT", path(comment), form, "Content-Type", "multipart/form-data; boundary=xyz");
  }

  @Test
  void whatIsPutAsAFormComesBackToTheByte() throws Exception {
    var put = putForm("a%25b%3F%23", form(part("name=\"file\"; filename=\"träger.wav\"", SOUND)));
    assertThat(new String(put.body(), StandardCharsets.UTF_8)).isEqualTo("{\"status\":\"ok\"}");

    var got = send("GET", path("a%25b%3F%23"), null);

    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.body()).isEqualTo(SOUND);
    var headers = got.headers();
    assertThat(headers.firstValue("Content-Type")).hasValue("audio/x-wav");
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).contains("sandbox");
    assertThat(headers.firstValue("Content-Disposition").orElseThrow()).startsWith("attachment;");
    assertThat(headers.firstValue("Content-Length")).hasValue("700000");
    var tag = headers.firstValue("ETag").orElseThrow();
    assertThat(send("GET", path("a%25b%3F%23"), null, "If-None-Match", tag).statusCode())
        .isEqualTo(304);
    var head = send("HEAD", path("a%25b%3F%23"), null);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).hasValue("700000");
    assertThat(head.headers().firstValue("ETag")).hasValue(tag);
  }

  @Test
  void rangesAreParts() throws Exception {
    send("PUT", path("two"), SOUND, "Content-Type", "audio/ogg");
    for (var range :
        List.of(
            "0-0", "0-262143", "262143-262144", "262144-", "-1", "699999-", "500000-999999999")) {
      var got = send("GET", path("two"), null, "Range", "bytes=" + range);
      assertThat(got.statusCode()).as(range).isEqualTo(206);
      var said = got.headers().firstValue("Content-Range").orElseThrow();
      var bounds = said.replaceAll("bytes (\\d+-\\d+)/700000", "$1").split("-", 2);
      int first = Integer.parseInt(bounds[0]);
      int last = Integer.parseInt(bounds[1]);
      assertThat(got.body()).as(said).isEqualTo(Arrays.copyOfRange(SOUND, first, last + 1));
    }
    var behind = send("GET", path("two"), null, "Range", "bytes=700000-");
    assertThat(message(behind)).startsWith("416 ").contains("700,000 bytes");
    assertThat(behind.headers().firstValue("Content-Range")).hasValue("bytes */700000");
    assertThat(send("GET", path("two"), null, "Range", "lines=1-2").body()).isEqualTo(SOUND);
  }

  @Test
  void anotherRecordingTakesItsPlace() throws Exception {
    calls.sync("calls", calls.comment("again", ""));
    for (int size : new int[] {0, 1, 262_144, 300_000, 1}) {
      assertThat(send("PUT", path("again"), bytes(size)).statusCode()).isEqualTo(200);
      assertThat(send("GET", path("again"), null).body()).isEqualTo(bytes(size));
    }
    assertThat(send("GET", path("again"), null).headers().firstValue("Content-Type"))
        .hasValue("application/octet-stream");
  }

  @Test
  void formsThatAreNoneAreRefused() throws Exception {
    var file = part("name=\"file\"; filename=\"a.wav\"", bytes(9));
    for (var wrong :
        Map.of(
                "two parts", form(file, file),
                "no file name", form(part("name=\"file\"", bytes(9))),
                "another name", form(part("name=\"sound\"; filename=\"a.wav\"", bytes(9))),
                "no part", "--xyz--\r\n".getBytes(StandardCharsets.UTF_8),
                "cut", Arrays.copyOf(form(file), 80),
                "no form", bytes(100))
            .entrySet()) {
      var refused = putForm("two", wrong.getValue());
      assertThat(message(refused)).as(wrong.getKey()).matches("400 .{20,}");
    }
    assertThat(message(send("PUT", path("two"), bytes(1), "Content-Type", "multipart/form-data")))
        .startsWith("400 ")
        .contains("boundary");
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    assertThat(message(send("PUT", path("never"), bytes(1))))
        .startsWith("404 ")
        .contains("'never'");
    assertThat(message(send("GET", path("never"), null))).startsWith("404 ");
    calls.sync("calls", calls.comment("silent", ""));
    assertThat(message(send("GET", path("silent"), null)))
        .startsWith("404 ")
        .contains("has no recording");
  }

  @Test
  void itGoesWithItsComment() throws Exception {
    calls.sync("calls", calls.comment("short", ""));
    send("PUT", path("short"), bytes(300_000));
    calls.server().admin().delete(CommentCalls.IN_DEFAULT + "calls/comments?id=short");
    calls.sync("calls", calls.comment("short", ""));

    assertThat(send("GET", path("short"), null).statusCode()).isEqualTo(404);
    long waiting =
        calls
            .server()
            .sql()
            .withHandle(handle ->
                handle
                    .createQuery(
                        "SELECT count(*) FROM scheduled_tasks WHERE task_name = 'remove-content'")
                    .mapTo(Long.class)
                    .one());
    assertThat(waiting).isPositive();
  }
}
