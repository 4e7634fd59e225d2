package dev.hearken.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer.Answer;
import dev.hearken.comment.CommentCalls;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class RetentionRoutesTest {
  private static final String BUCKETS = "/api/_private/buckets/DefaultProject/";

  private static CommentCalls calls;

  @BeforeAll
  static void start() {
    calls = new CommentCalls();
    calls.server().admin().put(BUCKETS + "b", "{\"bucket\":{\"bucket_type\":\"emails\"}}");
    calls.source("s");
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  private static Answer put(String path, String settings) {
    return calls.server().admin().put(path, "{\"retention\":" + settings + "}");
  }

  @Test
  void itIsSetShownAndTakenBack() {
    for (var home : List.of(CommentCalls.IN_DEFAULT + "s", BUCKETS + "b")) {
      var path = home + "/retention";
      assertThat(calls.server().admin().get(path).message()).contains("has no retention");
      assertThat(calls.server().admin().delete(path).status()).isEqualTo(404);

      var set = put(path, "{\"days\": 7}");
      assertThat(set.json().get("retention").toString())
          .isEqualTo("{\"days\":7,\"by\":\"timestamp\",\"include_annotated\":false}");
      put(path, "{\"days\": 8, \"by\": \"arrival\", \"include_annotated\": true}");
      assertThat(calls.server().admin().get(path).json().get("retention").toString())
          .isEqualTo("{\"days\":8,\"by\":\"arrival\",\"include_annotated\":true}");

      assertThat(calls.server().admin().delete(path).status()).isEqualTo(200);
      assertThat(calls.server().admin().get(path).status()).isEqualTo(404);
    }
  }

  @Test
  void itTellsBeforehandWhatItWouldTake() {
    calls.source("dry");
    calls.sync("dry", calls.comment("a", ""), calls.comment("b", "").replace("2026", "9000"));
    var path = CommentCalls.IN_DEFAULT + "dry/retention";

    var dry = put(path + "?dry_run=true", "{\"days\": 1}");

    assertThat(dry.json().at("/would_remove/count").asInt()).isEqualTo(1);
    assertThat(dry.json().at("/would_remove/newest").asText())
        .isEqualTo("2026-01-31T12:00:00.000000+00:00");
    assertThat(calls.server().admin().get(path).status()).as("nothing is set").isEqualTo(404);
    put(path, "{\"days\": 1, \"by\": \"arrival\"}");
    var arrived = calls.server().admin().get(path + "?dry_run=true").json();
    assertThat(arrived.at("/would_remove").toString())
        .isEqualTo("{\"count\":0,\"oldest\":null,\"newest\":null}");
    assertThat(calls.server().admin().get(path).json().has("would_remove")).isFalse();
    var taken = calls.server().admin().delete(path + "?dry_run=true");
    assertThat(taken.status()).isEqualTo(400);
    assertThat(taken.json().get("message").asText()).contains("dry_run");
    assertThat(calls.server().admin().get(path).status()).as("it is kept").isEqualTo(200);
  }

  @Test
  void itTellsBeforehandWhichMailsItWouldTake() {
    for (var year : List.of("2001", "9000")) {
      var mail =
          """
          {"id": "%1$s", "mailbox": "m", "timestamp": "%1$s-01-01T00:00:00Z", "mime_content": ""}
          """
              .formatted(year);
      calls.server().admin().put(BUCKETS + "b/emails", "{\"emails\":[" + mail + "]}");
    }
    var path = BUCKETS + "b/retention?dry_run=true";

    assertThat(put(path, "{\"days\": 1}").json().at("/would_remove").toString())
        .isEqualTo(
            "{\"count\":1,\"oldest\":\"2001-01-01T00:00:00.000000+00:00\",\"newest\":\"2001-01-01T00:00:00.000000+00:00\"}");
    assertThat(
            put(path, "{\"days\": 1, \"by\": \"arrival\"}")
                .json()
                .at("/would_remove/count")
                .asInt())
        .isZero();
  }

  @Test
  void whatIsNoRetentionIsRefused() {
    var path = CommentCalls.IN_DEFAULT + "s/retention";
    for (var wrong :
        List.of(
            "{}",
            "{\"days\": 0}",
            "{\"days\": 36501}",
            "{\"days\": 1.5}",
            "{\"days\": \"1\"}",
            "{\"days\": null}",
            "{\"days\": 1, \"by\": \"age\"}",
            "{\"days\": 1, \"include_annotated\": 1}",
            "{\"days\": 1, \"month\": 1}",
            "1")) {
      var refused = put(path, wrong);
      assertThat(refused.status()).as(wrong).isEqualTo(400);
      assertThat(refused.message()).as(wrong).containsPattern("retention|month");
    }
    assertThat(put(CommentCalls.IN_DEFAULT + "none/retention", "{\"days\": 1}").status())
        .isEqualTo(404);
    assertThat(put(BUCKETS + "none/retention", "{\"days\": 1}").status()).isEqualTo(404);
  }

  @Test
  void itGoesWithItsSource() {
    var id = calls.source("brief");
    var path = CommentCalls.IN_DEFAULT + "brief/retention";
    put(path, "{\"days\": 1}");

    assertThat(calls.server().admin().delete("/api/v1/sources/id:" + id).status()).isEqualTo(200);
    calls.source("brief");

    assertThat(calls.server().admin().get(path).message()).contains("has no retention");
  }
}
