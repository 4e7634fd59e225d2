package dev.hearken.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.Eventually;
import dev.hearken.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What becomes of rows: which are written, which are not, and what is left behind.
@Tag("database")
class EmailChangesTest {
  private static final String BUCKET = "/api/_private/buckets/DefaultProject/";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String bucket(String name) {
    return server
        .admin()
        .put(BUCKET + name, "{\"bucket\":{\"bucket_type\":\"emails\"}}")
        .json()
        .at("/bucket/id")
        .asText();
  }

  private static String email(String id, String content, boolean read) {
    return """
    {"id": "%s", "mailbox": "m", "timestamp": "2026-01-31T12:00:00Z", "mime_content": "%s",
     "metadata": {"is_read": %s}}
    """
        .formatted(id, content, read);
  }

  private static TestServer.Answer put(String bucket, List<String> emails) {
    return server
        .admin()
        .put(BUCKET + bucket + "/emails", "{\"emails\":[" + String.join(",", emails) + "]}");
  }

  /// Where each row stands, which changes when it is so much as locked, by id.
  private static List<String> rows(String table) {
    return server
        .sql()
        .withHandle(handle ->
            handle
                .createQuery(
                    "SELECT ctid || ' ' || xmin || ' ' || xmax FROM " + table + " ORDER BY 1")
                .mapTo(String.class)
                .list());
  }

  private static long count(String table, String bucket) {
    return server
        .sql()
        .withHandle(handle ->
            handle
                .createQuery("SELECT count(*) FROM " + table + " WHERE hex_id(bucket_id) = :bucket")
                .bind("bucket", bucket)
                .mapTo(Long.class)
                .one());
  }

  /// Chunks that belong to no mail, and mails whose chunks are not as many bytes as they should be.
  private static long astray() {
    return server
        .sql()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*)
                    FROM email e
                    FULL JOIN (
                      SELECT bucket_id, key, content_id, sum(octet_length(bytes)) AS bytes
                      FROM email_chunk
                      GROUP BY bucket_id, key, content_id
                    ) c USING (bucket_id, key, content_id)
                    WHERE coalesce(e.content_bytes, -1) <> coalesce(c.bytes, 0)
                    """)
                .mapTo(Long.class)
                .one());
  }

  @Test
  void whatIsUnchangedIsNotTouched() {
    bucket("same");
    var emails = IntStream.range(0, 50).mapToObj(i -> email("e" + i, "x" + i, false)).toList();
    put("same", emails);
    var before = rows("email");
    var chunks = rows("email_chunk");
    put("same", emails);
    assertThat(rows("email")).isEqualTo(before);
    var some = new ArrayList<>(emails);
    some.set(7, email("e7", "other", false));
    put("same", some);
    assertThat(rows("email")).filteredOn(row -> !before.contains(row)).hasSize(1);
    assertThat(rows("email_chunk")).filteredOn(row -> !chunks.contains(row)).hasSize(1);
    assertThat(astray()).isZero();
  }

  @Test
  void aMailOfWhichOnlyTheMetadataDiffersKeepsItsChunks() {
    var id = bucket("read");
    put("read", List.of(email("a", "x", false), email("b", "x", false)));
    var chunks = rows("email_chunk");
    put("read", List.of(email("a", "x", true), email("b", "x", false)));
    assertThat(rows("email_chunk")).isEqualTo(chunks);
    var email = server.admin().get(BUCKET + "read/emails?id=a").json().at("/emails/0");
    assertThat(email.at("/metadata/is_read").asBoolean()).isTrue();
    assertThat(email.at("/mime_content").asText()).isEqualTo("x");
    assertThat(count("email_chunk", id)).isEqualTo(2);
  }

  @Test
  void aBodyWithOneWrongMailStoresNone() {
    var id = bucket("all-or-nothing");
    var emails =
        Stream.concat(
                IntStream.range(0, 2_500).mapToObj(i -> email("e" + i, "x", false)),
                Stream.of(email("wrong", "\\udfff", false)))
            .toList();
    var refused = put("all-or-nothing", emails);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.message()).contains("emails[2500].mime_content", "'wrong'");
    assertThat(count("email", id)).isZero();
    assertThat(put("all-or-nothing", emails.subList(0, 2_500)).status()).isEqualTo(200);
    assertThat(count("email", id)).isEqualTo(2_500);
    var many = Collections.nCopies(16_385, email("a", "", false));
    assertThat(put("all-or-nothing", many).message()).contains("16,384");
    assertThat(put("all-or-nothing", many.subList(0, 16_384)).status()).isEqualTo(200);
  }

  @Test
  void overlappingBodiesAndDeletionsOfManyNeitherBlockEachOtherNorLeaveAnythingAstray()
      throws Exception {
    bucket("overlap");
    var random = new Random(7);
    var work = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < 60; i++) {
      int round = i;
      var ids = IntStream.range(0, 200).boxed().collect(Collectors.toCollection(ArrayList::new));
      Collections.shuffle(ids, random);
      var some = ids.subList(0, 120);
      if (i % 6 == 5) {
        var query = some.stream().map(id -> "id=e" + id).collect(Collectors.joining("&"));
        work.add(() -> server.admin().delete(BUCKET + "overlap/emails?" + query).status());
      } else {
        var emails =
            some.stream().map(id -> email("e" + id, "text" + round % 4, round % 2 == 0)).toList();
        work.add(() -> put("overlap", emails).status());
      }
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      assertThat(threads.invokeAll(work).stream().map(each -> each.resultNow())).containsOnly(200);
    }
    assertThat(astray()).isZero();
    var page = server.admin().post(BUCKET + "overlap/emails", "{\"limit\":256}").json();
    assertThat(page.at("/emails")).isNotEmpty();
    for (var email : page.at("/emails")) {
      int text = email.at("/mime_content").asText().charAt(4) - '0';
      assertThat(email.at("/metadata/is_read").asBoolean()).isEqualTo(text % 2 == 0);
    }
  }

  @Test
  void whatIsReadWhileItIsReplacedIsOneOrTheOther() throws Exception {
    bucket("torn");
    int length = 2 << 20;
    put("torn", List.of(email("a", "0".repeat(length), false)));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var writing =
          threads.submit(() -> {
            for (int i = 1; i < 20; i++) {
              put("torn", List.of(email("a", String.valueOf(i % 10).repeat(length), false)));
            }
          });
      while (!writing.isDone()) {
        var emails = server.admin().get(BUCKET + "torn/emails?id=a").json().at("/emails");
        assertThat(emails).hasSize(1);
        var content = emails.at("/0/mime_content").asText();
        assertThat(content).hasSize(length);
        assertThat(content.equals(content.substring(0, 1).repeat(length))).isTrue();
      }
      writing.get();
    }
    assertThat(astray()).isZero();
  }

  @Test
  void theMailsOfADeletedBucketVanishAtOnceAndAreRemovedInTheBackground() throws Exception {
    var id = bucket("doomed");
    var emails = IntStream.range(0, 2_500).mapToObj(i -> email("e" + i, "x", false)).toList();
    put("doomed", emails);
    server.admin().delete("/api/_private/buckets/id:" + id);
    assertThat(bucket("doomed")).isNotEqualTo(id);
    assertThat(server.admin().post(BUCKET + "doomed/emails", "{}").json().at("/emails")).isEmpty();
    assertThat(count("email", id)).isEqualTo(2_500);
    try (var _ = server.hearken().work()) {
      Eventually.holds(
          "the mails are gone",
          Duration.ofSeconds(20),
          () -> count("email", id) + count("email_chunk", id) == 0);
    }
  }

  @Test
  void aProjectTakesTheMailsOfItsBucketsWithIt() {
    var created =
        server
            .admin()
            .put(
                "/api/_private/projects/passing",
                "{\"project\":{\"title\":\"t\",\"description\":\"\"},\"user_ids\":[]}");
    assertThat(created.status()).as(created.message()).isEqualTo(200);
    server
        .admin()
        .put("/api/_private/buckets/passing/b", "{\"bucket\":{\"bucket_type\":\"emails\"}}");
    server.admin().delete("/api/_private/projects/passing?force=true");
    var waiting =
        server
            .sql()
            .withHandle(handle ->
                handle
                    .createQuery(
                        "SELECT count(*) FROM scheduled_tasks WHERE task_name = 'purge-bucket'")
                    .mapTo(Long.class)
                    .one());
    assertThat(waiting).isPositive();
  }
}
