package dev.hearken.loading;

import static dev.hearken.loading.LoadCalls.BUCKETS;
import static dev.hearken.loading.LoadCalls.SOURCES;
import static dev.hearken.loading.LoadCalls.mail;
import static dev.hearken.loading.LoadCalls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer;
import dev.hearken.database.Id;
import dev.hearken.job.Jobs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who is at work on a source, on a server that does no work by itself.
@Tag("database")
class FeedStoreTest {
  @Test
  void whoComesLateForgetsNothingThatWaitsInAnotherBucketByNow() {
    try (var server = new TestServer()) {
      var one = bucket(server, "one");
      var two = bucket(server, "two");
      var source = source(server, null);
      attach(server, one);
      attach(server, null);
      var feeds = new FeedStore(server.database());
      var late = feeds.take(source).orElseThrow();
      attach(server, two);
      ok(
          server
              .admin()
              .put(BUCKETS + "two/emails", Map.of("emails", List.of(mail("1", "", "text")))));

      feeds.forgetStale(late);
      assertThat(waiting(server, source)).isEqualTo(1);

      attach(server, one);
      feeds.giveBack(source);
      feeds.forgetStale(feeds.take(source).orElseThrow());
      assertThat(waiting(server, source)).isZero();
    }
  }

  @Test
  void nobodyWaitsForASourceThatIsJustBeingWritten() {
    try (var server = new TestServer()) {
      var source = source(server, bucket(server, "one"));
      var feeds = new FeedStore(server.database());
      server.sql().useHandle(handle -> handle.execute("DELETE FROM scheduled_tasks"));
      server
          .sql()
          .useTransaction(handle -> {
            handle.execute("SELECT FROM source_load FOR UPDATE");
            assertThat(feeds.take(source)).isEmpty();
          });
      assertThat(Jobs.figures(server.database()).waiting()).isEqualTo(1);
      assertThat(feeds.take(source)).isPresent();
    }
  }

  private static String bucket(TestServer server, String name) {
    return ok(server.admin().put(BUCKETS + name, "{\"bucket\":{\"bucket_type\":\"emails\"}}"))
        .at("/bucket/id")
        .asText();
  }

  private static Id source(TestServer server, @Nullable String bucket) {
    return Id.parse(
            ok(server.admin().put(SOURCES + "late", settings(bucket))).at("/source/id").asText())
        .orElseThrow();
  }

  private static void attach(TestServer server, @Nullable String bucket) {
    ok(server.admin().post(SOURCES + "late", settings(bucket)));
  }

  private static Map<String, Object> settings(@Nullable String bucket) {
    var settings = new HashMap<String, @Nullable Object>();
    settings.put("bucket_id", bucket);
    return Map.of("source", settings);
  }

  private static int waiting(TestServer server, Id source) {
    return server
        .database()
        .with(handle ->
            handle
                .createQuery("SELECT count(*) FROM email_load WHERE source_id = :source")
                .bind("source", source)
                .mapTo(Integer.class)
                .one());
  }
}
