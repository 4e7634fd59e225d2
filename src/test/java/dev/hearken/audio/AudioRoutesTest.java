package dev.hearken.audio;

import static dev.hearken.content.FileCalls.assertDownloaded;
import static dev.hearken.content.FileCalls.bytes;
import static dev.hearken.content.FileCalls.form;
import static dev.hearken.content.FileCalls.message;
import static dev.hearken.content.FileCalls.part;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.comment.CommentCalls;
import dev.hearken.content.FileCalls;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The recording of a comment, put and read over HTTP (wire contract 2.2.8).
@Tag("database")
class AudioRoutesTest {
  private static final byte[] SOUND = bytes(700_000);

  private static CommentCalls calls;
  private static FileCalls files;
  private static String id = "";

  @BeforeAll
  static void start() {
    calls = new CommentCalls();
    files = new FileCalls(calls.server());
    id = calls.source("calls");
    calls.sync(
        "calls", calls.comment("a b?#", "").replace("a b?#", "a%b?#"), calls.comment("two", ""));
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  private static String path(String comment) {
    return "/api/_private/sources/id:" + id + "/comments/" + comment + "/audio";
  }

  @Test
  void whatIsPutAsAFormComesBackToTheByte() {
    var put =
        files.putForm(
            path("a%25b%3F%23"),
            form(
                part(
                    "name=\"file\"; filename=\"träger.wav\"\r\nContent-Type: audio/x-wav", SOUND)));
    assertThat(new String(put.body(), StandardCharsets.UTF_8)).isEqualTo("{\"status\":\"ok\"}");

    var got = files.send("GET", path("a%25b%3F%23"), null);

    assertDownloaded(got, "audio/x-wav", SOUND);
    assertThat(got.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment;");
    files.assertKnownByTag(path("a%25b%3F%23"), SOUND.length);
  }

  @Test
  void rangesAreParts() {
    files.send("PUT", path("two"), SOUND, "Content-Type", "audio/ogg");
    for (var range :
        List.of(
            "0-0", "0-262143", "262143-262144", "262144-", "-1", "699999-", "500000-999999999")) {
      var got = files.send("GET", path("two"), null, "Range", "bytes=" + range);
      assertThat(got.statusCode()).as(range).isEqualTo(206);
      var said = got.headers().firstValue("Content-Range").orElseThrow();
      var bounds = said.replaceAll("bytes (\\d+-\\d+)/700000", "$1").split("-", 2);
      int first = Integer.parseInt(bounds[0]);
      int last = Integer.parseInt(bounds[1]);
      assertThat(got.body()).as(said).isEqualTo(Arrays.copyOfRange(SOUND, first, last + 1));
    }
    var behind = files.send("GET", path("two"), null, "Range", "bytes=700000-");
    assertThat(message(behind)).startsWith("416 ").contains("700,000 bytes");
    assertThat(behind.headers().firstValue("Content-Range")).hasValue("bytes */700000");
    assertThat(files.send("GET", path("two"), null, "Range", "lines=1-2").body()).isEqualTo(SOUND);
  }

  @Test
  void anotherRecordingTakesItsPlace() {
    calls.sync("calls", calls.comment("again", ""));
    for (int size : new int[] {0, 1, 262_144, 300_000, 1}) {
      assertThat(files.send("PUT", path("again"), bytes(size)).statusCode()).isEqualTo(200);
      assertThat(files.send("GET", path("again"), null).body()).isEqualTo(bytes(size));
    }
    assertThat(files.send("GET", path("again"), null).headers().firstValue("Content-Type"))
        .hasValue("application/octet-stream");
  }

  @Test
  void formsThatAreNoneAreRefused() {
    files.refusesForms(path("two"), Map.of());
    assertThat(
            message(
                files.send("PUT", path("two"), bytes(1), "Content-Type", "multipart/form-data")))
        .startsWith("400 ")
        .contains("boundary");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(message(files.send("PUT", path("never"), bytes(1))))
        .startsWith("404 ")
        .contains("'never'");
    assertThat(message(files.send("GET", path("never"), null))).startsWith("404 ");
    calls.sync("calls", calls.comment("silent", ""));
    assertThat(message(files.send("GET", path("silent"), null)))
        .startsWith("404 ")
        .contains("has no recording");
  }

  @Test
  void itGoesWithItsComment() {
    calls.sync("calls", calls.comment("short", ""));
    files.send("PUT", path("short"), bytes(300_000));
    calls.server().admin().delete(CommentCalls.IN_DEFAULT + "calls/comments?id=short");
    calls.sync("calls", calls.comment("short", ""));

    assertThat(files.send("GET", path("short"), null).statusCode()).isEqualTo(404);
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
