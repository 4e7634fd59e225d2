package dev.hearken.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.loading.LoadCalls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What was kept long enough goes, and nothing else.
@Tag("database")
class ApplyRetentionTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private static LoadCalls calls;

  @BeforeAll
  static void start() {
    calls = new LoadCalls();
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  private static String comment(String id, Instant timestamp) {
    return """
    {"id": "%s", "timestamp": "%s", "messages": [{"body": {"text": "x"}}]}
    """
        .formatted(id, timestamp);
  }

  private static void sync(String source, String... comments) {
    LoadCalls.ok(
        calls
            .server()
            .admin()
            .post(
                LoadCalls.SOURCES + source + "/sync",
                "{\"comments\":[" + String.join(",", comments) + "]}"));
  }

  private static void keep(String path, int days, String by) {
    LoadCalls.ok(
        calls
            .server()
            .admin()
            .put(
                path + "/retention",
                "{\"retention\":{\"days\":%d,\"by\":\"%s\"}}".formatted(days, by)));
  }

  private static ApplyRetention later(Duration later) {
    var database = calls.server().database();
    var clock = Clock.offset(Clock.systemUTC(), later);
    return new ApplyRetention(
        new RetentionStore(database, clock, HOUR), new TrustedClock(clock, System::nanoTime), HOUR);
  }

  private static void itIsTime() {
    calls.server().sql().useHandle(handle -> handle.execute("UPDATE retention SET due_at = now()"));
  }

  private static void apply() {
    itIsTime();
    later(Duration.ZERO).job().work().on("");
  }

  private static List<JsonNode> audited(String source) {
    var events =
        LoadCalls.ok(
                calls
                    .server()
                    .admin()
                    .post(
                        "/api/v1/audit_events/query",
                        "{\"filter\": {\"timestamp\": {}}, \"limit\": 1024}"))
            .get("audit_events");
    return StreamSupport.stream(events.spliterator(), false)
        .filter(each -> each.get("event_type").asText().equals("retention.apply"))
        .filter(each -> each.toString().contains(source))
        .toList();
  }

  @Test
  void commentsOlderThanSoManyDaysGo() {
    var id = calls.source("old", null);
    var now = Instant.now();
    sync(
        "old",
        comment("a", now.minus(Duration.ofDays(11))),
        comment("b", now.minus(Duration.ofDays(9))),
        comment("c", now.plus(Duration.ofDays(9))));
    keep(LoadCalls.SOURCES + "old", 10, "timestamp");

    apply();
    apply();

    assertThat(calls.comments("old").keySet()).containsExactly("b", "c");
    assertThat(audited(id))
        .hasSize(1)
        .allSatisfy(event -> assertThat(event.at("/after/comments").asInt()).isEqualTo(1));
  }

  @Test
  void byArrivalTheTimestampCountsForNothing() {
    var id = calls.source("arrived", null);
    var longAgo = Instant.parse("2001-01-01T00:00:00Z");
    sync("arrived", comment("a", longAgo), comment("b", longAgo));
    calls
        .server()
        .sql()
        .useHandle(handle ->
            handle.execute(
                "UPDATE comment SET created = now() - interval '3 days' WHERE source_id = ? AND id = 'b'",
                Long.parseUnsignedLong(id, 16)));
    keep(LoadCalls.SOURCES + "arrived", 2, "arrival");

    apply();

    assertThat(calls.comments("arrived").keySet()).containsExactly("a");
  }

  @Test
  void whatIsAnnotatedStaysUnlessItIsToGo() {
    var id = calls.source("annotated", null);
    sync("annotated", comment("a", Instant.parse("2001-01-01T00:00:00Z")));
    calls
        .server()
        .sql()
        .useHandle(handle ->
            handle.execute(
                "UPDATE comment SET has_annotations = true WHERE source_id = ?",
                Long.parseUnsignedLong(id, 16)));
    keep(LoadCalls.SOURCES + "annotated", 2, "timestamp");
    apply();
    assertThat(calls.comments("annotated")).hasSize(1);

    LoadCalls.ok(
        calls
            .server()
            .admin()
            .put(
                LoadCalls.SOURCES + "annotated/retention",
                "{\"retention\":{\"days\":2,\"include_annotated\":true}}"));
    apply();
    assertThat(calls.comments("annotated")).isEmpty();
  }

  @Test
  void twoServersTakeEachOnce() throws Exception {
    var id = calls.source("two", null);
    var old = Instant.parse("2001-01-01T00:00:00Z");
    sync(
        "two",
        IntStream.range(0, 1_200).mapToObj(i -> comment("c" + i, old)).toArray(String[]::new));
    sync("two", comment("new", Instant.now()));
    keep(LoadCalls.SOURCES + "two", 10, "timestamp");
    itIsTime();

    try (var servers = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Boolean> server =
          () -> {
            later(Duration.ZERO).job().work().on("");
            return true;
          };
      for (var done : servers.invokeAll(List.of(server, server))) {
        assertThat(done.get()).isTrue();
      }
    }

    assertThat(calls.comments("two").keySet()).containsExactly("new");
    assertThat(audited(id).stream().mapToInt(event -> event.at("/after/comments").asInt()).sum())
        .isEqualTo(1_200);
  }

  @Test
  void nothingGoesOnAClockThatIsNotThatOfTheDatabase() {
    calls.source("jumped", null);
    sync("jumped", comment("a", Instant.now()));
    keep(LoadCalls.SOURCES + "jumped", 10, "timestamp");
    itIsTime();

    later(Duration.ofDays(400)).job().work().on("");

    assertThat(calls.comments("jumped")).hasSize(1);
  }

  @Test
  void whatWasBegunWithOtherSettingsDoesNotGoOn() {
    calls.source("changed", null);
    sync("changed", comment("a", Instant.parse("2001-01-01T00:00:00Z")));
    keep(LoadCalls.SOURCES + "changed", 10, "timestamp");
    itIsTime();
    var store = new RetentionStore(calls.server().database(), Clock.systemUTC(), HOUR);
    var rules =
        IntStream.range(0, 100)
            .mapToObj(_ -> store.take())
            .takeWhile(Optional::isPresent)
            .map(Optional::orElseThrow)
            .toList();
    LoadCalls.ok(calls.server().admin().delete(LoadCalls.SOURCES + "changed/retention"));

    for (var rule : rules) {
      if (!rule.ofBucket()) {
        store.slice(rule, Expiring.Place.BEGINNING, Instant.now());
      }
    }

    assertThat(calls.comments("changed")).hasSize(1);
  }

  @Test
  void commentsOfMailsDoNotComeBackByLoading() {
    var bucket = calls.bucket("mails");
    calls.source("mails", bucket);
    calls.put(
        "mails",
        LoadCalls.mail("old", "Message-ID: <old@x>\nDate: Mon, 1 Jan 2001 00:00:00 +0000\n", "old"),
        LoadCalls.mail("new", "Message-ID: <new@x>\n", "new"));
    calls.atRest("mails");
    assertThat(calls.comments("mails")).hasSize(2);
    keep(LoadCalls.SOURCES + "mails", 3_650, "timestamp");

    apply();
    calls.attach("mails", null);
    calls.attach("mails", bucket);
    calls.put(
        "mails",
        LoadCalls.mail(
            "old", "Message-ID: <old@x>\nDate: Mon, 1 Jan 2001 00:00:00 +0000\n", "old"));
    calls.atRest("mails");

    assertThat(calls.comments("mails").keySet()).containsExactly(LoadCalls.hex("<new@x>"));
  }

  @Test
  void mailsGoAndTheirCommentsStay() {
    var bucket = calls.bucket("brief");
    calls.source("brief", bucket);
    calls.put("brief", LoadCalls.mail("m", "Message-ID: <m@x>\n", "text"));
    calls.atRest("brief");
    keep(LoadCalls.BUCKETS + "brief", 1, "arrival");
    calls
        .server()
        .sql()
        .useHandle(handle ->
            handle.execute(
                "UPDATE email SET created = now() - interval '2 days' WHERE bucket_id = ?",
                Long.parseUnsignedLong(bucket, 16)));

    apply();

    var left =
        calls
            .server()
            .sql()
            .withHandle(handle ->
                handle
                    .createQuery(
                        "SELECT (SELECT count(*) FROM email WHERE bucket_id = :b) + (SELECT count(*) FROM email_chunk WHERE bucket_id = :b)")
                    .bind("b", Long.parseUnsignedLong(bucket, 16))
                    .mapTo(Long.class)
                    .one());
    assertThat(left).isZero();
    assertThat(calls.comments("brief")).hasSize(1);
    assertThat(audited(bucket))
        .hasSize(1)
        .allSatisfy(event -> assertThat(event.at("/after/emails").asInt()).isEqualTo(1));
  }
}
