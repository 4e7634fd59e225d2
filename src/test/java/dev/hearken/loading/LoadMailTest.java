package dev.hearken.loading;

import static dev.hearken.loading.LoadCalls.hex;
import static dev.hearken.loading.LoadCalls.mail;
import static dev.hearken.loading.LoadCalls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearken.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The mails of a bucket become comments of the sources that name it.
@Tag("database")
class LoadMailTest {
  private static LoadCalls calls;

  @BeforeAll
  static void start() {
    calls = new LoadCalls();
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  @Test
  void aMailIsACommentSoonAfterItIsPut() {
    var bucket = calls.bucket("soon");
    calls.source("soon", bucket);
    calls.atRest("soon");

    var mail = mail("1", "Message-ID: <1@one.example>\r\nSubject: Hello\r\n", "How are you?");
    mail.put("metadata", Map.of("folder", List.of("Inbox", "New")));
    calls.put("soon", mail);
    long put = System.nanoTime();
    calls.atRest("soon");
    assertThat((System.nanoTime() - put) / 1_000_000).isLessThan(1_500);

    var comment = calls.comment("soon", "<1@one.example>");
    assertThat(comment.get("messages").toString())
        .isEqualTo(
            "[{\"from\":\"A <a@one.example>\",\"to\":[\"b@two.example\"],"
                + "\"sent_at\":\"2026-01-31T12:00:00.000000+00:00\","
                + "\"body\":{\"text\":\"How are you?\"},\"subject\":{\"text\":\"Hello\"}}]");
    assertThat(comment.get("user_properties").toString())
        .isEqualTo(
            "{\"string:Folder\":\"Inbox/New\",\"string:Mailbox\":\"box@example.com\","
                + "\"string:Sender Domain\":\"one.example\",\"string:Recipient Domain\":\"two.example\"}");
    assertThat(comment.get("thread_id").asText()).isEqualTo("<1@one.example>");
    var loading = (ObjectNode) calls.loading("soon");
    assertThat(((ObjectNode) loading.get("walk")).remove("ended_at").isTextual()).isTrue();
    assertThat(loading.toString())
        .isEqualTo(
            "{\"waiting\":0,\"done\":1,\"failed\":0,\"backfill\":null,"
                + "\"walk\":{\"added\":0,\"updated\":0,\"unchanged\":0},\"failures\":[],"
                + "\"translation\":null}");
  }

  @Test
  void allSourcesThatNameABucketGetWhatIsInItAndWhatComes() {
    var bucket = calls.bucket("two");
    calls.source("two-a", bucket);
    calls.put("two", mail("1", "", "first"));
    calls.source("two-b", bucket);
    calls.put("two", mail("2", "", "second"));
    for (var source : List.of("two-a", "two-b")) {
      calls.atRest(source);
      assertThat(calls.texts(source)).containsExactly("first", "second");
    }
  }

  @Test
  void detachingKeepsCommentsAndStopsTheFeed() {
    var bucket = calls.bucket("left");
    var other = calls.bucket("other");
    calls.source("leaving", bucket);
    calls.put("left", mail("1", "", "before"));
    calls.atRest("leaving");
    calls.attach("leaving", null);
    calls.put("left", mail("2", "", "after"));
    calls.put("other", mail("3", "", "elsewhere"));
    calls.attach("leaving", other);
    calls.atRest("leaving");
    assertThat(calls.texts("leaving")).containsExactly("before", "elsewhere");
    calls.attach("leaving", bucket);
    calls.atRest("leaving");
    assertThat(calls.texts("leaving")).containsExactly("after", "before", "elsewhere");
  }

  @Test
  void theSameContentChangesNothingAndOtherContentItsComment() {
    var bucket = calls.bucket("again");
    calls.source("again", bucket);
    calls.put("again", mail("1", "Message-ID: <1>\r\n", "one"));
    calls.atRest("again");
    var before = calls.comments("again");
    calls.put("again", mail("1", "Message-ID: <1>\r\n", "one"));
    calls.atRest("again");
    assertThat(calls.comments("again")).isEqualTo(before);
    calls.put("again", mail("1", "Message-ID: <1>\r\n", "other"));
    calls.atRest("again");
    assertThat(calls.texts("again")).containsExactly("other");
    calls.put("again", mail("1", "Message-ID: <2>\r\n", "moved"));
    calls.atRest("again");
    assertThat(calls.comments("again").keySet()).containsExactly(hex("<2>"));
  }

  @Test
  void ofSeveralWithOneMessageIdTheLastPutCounts() {
    var bucket = calls.bucket("twins");
    calls.source("twins", bucket);
    calls.put("twins", mail("a", "Message-ID: <t>\r\n", "one"));
    calls.put("twins", mail("b", "Message-ID: <t>\r\n", "two"));
    calls.put("twins", mail("a", "Message-ID: <t>\r\n", "three"));
    calls.atRest("twins");
    assertThat(calls.texts("twins")).containsExactly("three");
    calls.source("late", bucket);
    calls.atRest("late");
    assertThat(calls.texts("late")).containsExactly("three");
    // When it is another mail's comment, the one before counts again.
    calls.put("twins", mail("a", "Message-ID: <u>\r\n", "four"));
    calls.atRest("twins");
    assertThat(calls.texts("twins")).containsExactly("four", "two");
  }

  @Test
  void ofSeveralWithOneMessageIdInOneBodyTheLastOneCounts() {
    calls.source("siblings", calls.bucket("siblings"));
    var mails = new ArrayList<Object>();
    for (int i = 0; i < 20; i++) {
      mails.add(mail("m" + i, "Message-ID: <" + i % 2 + ">\r\n", "text " + i));
    }
    calls.put("siblings", mails.toArray());
    calls.atRest("siblings");
    assertThat(calls.texts("siblings")).containsExactly("text 18", "text 19");
  }

  @Test
  void aMailThatIsLargerThanASliceIsLoaded() {
    calls.source("large", calls.bucket("large"));
    var lines = ("x".repeat(75) + "\r\n").repeat(150_000);
    var large = mail("1", "Message-ID: <1>\r\n", lines);
    calls.put("large", large, mail("2", "Message-ID: <2>\r\n", "two"));
    calls.atRest("large");
    assertThat(calls.texts("large")).hasSize(2).contains("two");
    assertThat(calls.comment("large", "<1>").at("/user_properties/number:Cut Characters").asInt())
        .isPositive();
    calls.source(
        "large-later",
        ok(calls.server().admin().get(LoadCalls.BUCKETS + "large")).at("/bucket/id").asText());
    calls.atRest("large-later");
    assertThat(calls.texts("large-later")).isEqualTo(calls.texts("large"));
  }

  @Test
  void aNewTagOrVersionReadsEverythingAgain() {
    var bucket = calls.bucket("tags");
    calls.source("tags", bucket);
    calls.put("tags", mail("1", "Message-ID: <1>\r\n", "text"));
    calls.atRest("tags");
    ok(
        calls
            .server()
            .admin()
            .post(
                LoadCalls.SOURCES + "tags/sync",
                "{\"comments\":[{\"id\":\"%s\",\"timestamp\":\"2026-01-31T12:00:00Z\",\"messages\":[]}]}"
                    .formatted(hex("<1>"))));
    assertThat(calls.texts("tags")).containsExactly("");
    ok(
        calls
            .server()
            .admin()
            .post(
                LoadCalls.SOURCES + "tags",
                Map.of("source", Map.of("email_transform_tag", "generic.0.CONVKER5"))));
    calls.atRest("tags");
    assertThat(calls.texts("tags")).containsExactly("text");
  }

  @Test
  void whatWasDeletedByHandComesBackOnlyWithOtherContent() {
    var bucket = calls.bucket("deleted");
    calls.source("deleted", bucket);
    calls.put("deleted", mail("1", "Message-ID: <1>\r\n", "text"));
    calls.atRest("deleted");
    ok(calls.server().admin().delete(LoadCalls.SOURCES + "deleted/comments?id=" + hex("<1>")));
    ok(
        calls
            .server()
            .admin()
            .post(
                LoadCalls.SOURCES + "deleted",
                Map.of("source", Map.of("email_transform_version", 7))));
    var moved = mail("1", "Message-ID: <1>\r\n", "text");
    moved.put("metadata", Map.of("folder", List.of("Moved")));
    calls.put("deleted", moved);
    calls.atRest("deleted");
    assertThat(calls.texts("deleted")).isEmpty();
    calls.put("deleted", mail("1", "Message-ID: <1>\r\n", "other"));
    calls.atRest("deleted");
    assertThat(calls.texts("deleted")).containsExactly("other");
  }

  @Test
  void aMailThatCannotBeReadIsAFailureAndStopsNobody() {
    var bucket = calls.bucket("bad");
    calls.source("bad", bucket);
    calls.atRest("bad");
    var bad = mail("bad", "", "");
    bad.put("mime_content", " ");
    calls.put("bad", bad, mail("good", "", "good"));
    var loading = (ObjectNode) calls.atRest("bad");
    loading.remove("walk");
    assertThat(loading.toString())
        .isEqualTo(
            "{\"waiting\":0,\"done\":1,\"failed\":1,\"backfill\":null,\"failures\":"
                + "[{\"email_id\":\"bad\",\"reason\":\"It is empty.\",\"attempts\":1}],\"translation\":null}");
    assertThat(calls.texts("bad")).containsExactly("good");
    calls.put("bad", mail("bad", "", "better"));
    assertThat(calls.atRest("bad").get("failed").asInt()).isZero();
    assertThat(calls.texts("bad")).containsExactly("better", "good");
  }

  @Test
  void whatFailedIsTriedAgainWhenTheVersionRises() {
    var bucket = calls.bucket("again");
    calls.source("again", bucket);
    calls.atRest("again");
    var bad = mail("bad", "", "");
    bad.put("mime_content", " ");
    calls.put("again", bad);
    assertThat(calls.atRest("again").at("/failures/0/attempts").asInt()).isEqualTo(1);

    calls
        .server()
        .sql()
        .useHandle(handle ->
            handle.execute(
                """
                UPDATE source_load
                SET recipe_version = 1
                WHERE source_id = (SELECT id FROM source WHERE name = 'again')
                """));
    new FeedStore(calls.server().database()).wakeAll();

    var loading = calls.await("again", found -> found.at("/failures/0/attempts").asInt() > 1);
    assertThat(loading.get("failed").asInt()).isEqualTo(1);
    assertThat(loading.at("/failures/0/attempts").asInt()).isEqualTo(2);
  }

  @Test
  void failuresAreForThoseWhoMayReadTheMails() {
    var bucket = calls.bucket("private");
    calls.source("private", bucket);
    var bad = mail("bad", "", "");
    bad.put("mime_content", " ");
    calls.put("private", bad);
    calls.atRest("private");
    for (var permissions :
        List.of(List.of("sources-read"), List.of("sources-read", "buckets-items-read"))) {
      var reader =
          calls.server().user("reader" + permissions.size(), Map.of("DefaultProject", permissions));
      var loading = ok(reader.get(LoadCalls.SOURCES + "private/loading")).get("loading");
      assertThat(loading.get("failed").asInt()).isEqualTo(1);
      assertThat(loading.get("failures")).hasSize(permissions.size() - 1);
    }
  }

  @Test
  void aSourceWithoutABucketHasNothingToLoad() {
    calls.source("none", null);
    assertThat(calls.loading("none").toString())
        .isEqualTo(
            "{\"waiting\":0,\"done\":0,\"failed\":0,\"backfill\":null,\"walk\":null,\"failures\":[],\"translation\":null}");
  }

  @Test
  void aDeletedBucketLeavesItsComments() {
    var bucket = calls.bucket("gone");
    calls.source("orphan", bucket);
    calls.put("gone", mail("1", "", "kept"));
    calls.atRest("orphan");
    ok(calls.server().admin().delete("/api/_private/buckets/id:" + bucket));
    calls.atRest("orphan");
    assertThat(calls.texts("orphan")).containsExactly("kept");
  }

  @Test
  void nothingIsLeftOfADeletedSourceAndItsBucket() {
    var bucket = calls.bucket("purged");
    var source = calls.source("purged", bucket);
    var bad = mail("bad", "", "");
    bad.put("mime_content", " ");
    calls.put("purged", bad, mail("1", "Message-ID: <1>\r\n", "one"), mail("2", "", "two"));
    calls.atRest("purged");
    ok(calls.server().admin().delete(LoadCalls.SOURCES + "purged/comments?id=" + hex("<1>")));
    assertThat(rows(source, bucket)).isPositive();
    ok(calls.server().admin().delete("/api/v1/sources/id:" + source));
    ok(calls.server().admin().delete("/api/_private/buckets/id:" + bucket));
    Eventually.holds("all is purged", Duration.ofSeconds(20), () -> rows(source, bucket) == 0);
  }

  @Test
  void aDeletedMailIsNoFailureAndLeavesItsComment() {
    calls.source("fewer", calls.bucket("fewer"));
    var bad = mail("bad", "", "");
    bad.put("mime_content", " ");
    calls.put("fewer", bad, mail("1", "Message-ID: <1>\r\n", "one"));
    calls.atRest("fewer");
    ok(calls.server().admin().delete(LoadCalls.BUCKETS + "fewer/emails?id=bad&id=1"));
    assertThat(calls.atRest("fewer").get("failed").asInt()).isZero();
    assertThat(calls.texts("fewer")).containsExactly("one");
  }

  private static long rows(String source, String bucket) {
    return calls
        .server()
        .sql()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT (SELECT count(*) FROM email_load WHERE hex_id(source_id) = :source)
                      + (SELECT count(*) FROM email_skip WHERE hex_id(source_id) = :source)
                      + (SELECT count(*) FROM source_load WHERE hex_id(source_id) = :source)
                      + (SELECT count(*) FROM mail_comment WHERE hex_id(source_id) = :source)
                      + (SELECT count(*) FROM mail_thread WHERE hex_id(bucket_id) = :bucket)
                      + (SELECT count(*) FROM email WHERE hex_id(bucket_id) = :bucket)
                    """)
                .bind("source", source)
                .bind("bucket", bucket)
                .mapTo(Long.class)
                .one());
  }
}
