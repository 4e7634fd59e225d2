package dev.hearken.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearken.database.Database;
import dev.hearken.database.Id;
import dev.hearken.database.RecordedStatements;
import dev.hearken.database.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class ContentStoreTest {
  private static final Random RANDOM = new Random(11);
  private static final Clock NOW = Clock.systemUTC();

  private static TestDatabase testDatabase;
  private static Database database;

  @BeforeAll
  static void start() {
    testDatabase = TestDatabase.fresh();
    database = Database.open(testDatabase.dataSource(), 4);
    database.watch((statement, _) -> RecordedStatements.record(statement));
  }

  @AfterAll
  static void stop() {
    database.close();
    testDatabase.close();
  }

  private static ContentStore store(Duration later) {
    return new ContentStore(database, Clock.offset(NOW, later));
  }

  private static byte[] random(int size) {
    var bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static NewContent content(byte[] bytes) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new NewContent(
          ByteBuffer.wrap(sha256), bytes.length, () -> new ByteArrayInputStream(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Id keep(Id source, byte[] bytes) {
    return database.transaction(
        handle -> store(Duration.ZERO).keep(handle, source, content(bytes)));
  }

  private static byte[] read(Id source, Id blob, long first, long end) {
    return read(source, blob, first, end, ContentStore.CHUNK);
  }

  private static byte[] read(Id source, Id blob, long first, long end, int most) {
    var read = new ByteArrayOutputStream();
    store(Duration.ZERO)
        .pieces(source, blob, first, end, most)
        .forEachRemaining(piece -> {
          var bytes = new byte[piece.remaining()];
          piece.get(bytes);
          read.writeBytes(bytes);
        });
    return read.toByteArray();
  }

  private static long chunks(Id source) {
    return count("SELECT count(*) FROM blob_chunk WHERE source_id = :source", source);
  }

  private static long blobs(Id source) {
    return count("SELECT count(*) FROM blob WHERE source_id = :source", source);
  }

  /// How often the queue will have content of this source looked at.
  private static long looks(Id source) {
    return count(
        """
        SELECT count(*)
        FROM scheduled_tasks
        WHERE task_name = 'remove-content'
          AND convert_from(task_data, 'UTF8') LIKE hex_id(:source) || '/%'
          AND execution_time > now() + interval '24 hours'
        """,
        source);
  }

  private static long count(String sql, Id source) {
    return database.with(
        handle -> handle.createQuery(sql).bind("source", source).mapTo(Long.class).one());
  }

  @Test
  void anyStretchIsReadAsItWasKept() {
    var source = Id.random();
    var bytes = random(3 * ContentStore.CHUNK + 5);
    var blob = keep(source, bytes);

    assertThat(read(source, blob, 0, bytes.length)).isEqualTo(bytes);
    for (int i = 0; i < 40; i++) {
      int first = RANDOM.nextInt(bytes.length);
      int end = first + RANDOM.nextInt(bytes.length - first + 1);
      int most = 1 + RANDOM.nextInt(2 * ContentStore.CHUNK);
      assertThat(read(source, blob, first, end, most))
          .isEqualTo(java.util.Arrays.copyOfRange(bytes, first, end));
    }
    assertThat(chunks(source)).isEqualTo(4);
  }

  @Test
  void theSameIsKeptOnceInASourceAndAgainInAnother() {
    var source = Id.random();
    var other = Id.random();
    var bytes = random(10);

    assertThat(keep(source, bytes)).isEqualTo(keep(source, bytes));
    assertThat(keep(other, bytes)).isNotEqualTo(keep(source, bytes));
    assertThat(chunks(source)).isEqualTo(1);
    assertThat(read(other, keep(other, new byte[0]), 0, 0)).isEmpty();
  }

  @Test
  void manyWhoSendTheSameAtOnceKeepItOnce() throws Exception {
    var source = Id.random();
    var bytes = random(2 * ContentStore.CHUNK);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var kept = new ArrayList<Id>();
      var senders = new ArrayList<Callable<Id>>();
      for (int i = 0; i < 4; i++) {
        senders.add(() -> keep(source, bytes));
      }
      for (var each : threads.invokeAll(senders)) {
        kept.add(each.get());
      }
      assertThat(kept).containsOnly(kept.getFirst());
      assertThat(read(source, kept.getFirst(), 0, bytes.length)).isEqualTo(bytes);
    }
    assertThat(chunks(source)).isEqualTo(2);
  }

  @Test
  void whatNobodyHoldsIsRemovedAfterADayAndNotBefore() {
    var source = Id.random();
    var blob = keep(source, random(70 * ContentStore.CHUNK));

    store(Duration.ofHours(23)).remove(source, blob);
    assertThat(chunks(source)).isEqualTo(70);

    store(Duration.ofHours(25)).remove(source, blob);
    assertThat(chunks(source)).isZero();
    assertThat(blobs(source)).isZero();
    store(Duration.ofHours(25)).remove(source, blob);
    assertThatThrownBy(() -> read(source, blob, 0, 1)).hasMessageContaining("was removed");
  }

  @Test
  void aRemovalThatWasKilledHalfWayIsEndedByTheNext() {
    var source = Id.random();
    var blob = keep(source, random(10));
    database.with(handle ->
        handle
            .createUpdate("DELETE FROM blob WHERE source_id = :source")
            .bind("source", source)
            .execute());

    store(Duration.ZERO).remove(source, blob);

    assertThat(chunks(source)).isZero();
  }

  @Test
  void whatIsSentAgainGetsAnotherDay() {
    var source = Id.random();
    var bytes = random(10);
    var blob = keep(source, bytes);
    database.transaction(
        handle -> store(Duration.ofHours(20)).keep(handle, source, content(bytes)));

    store(Duration.ofHours(30)).remove(source, blob);

    assertThat(read(source, blob, 0, 10)).isEqualTo(bytes);
    assertThat(looks(source)).as("when it came in, and when that was too early").isEqualTo(2);
  }

  @Test
  void whatIsHeldStays() {
    var source = Id.random();
    var blob = keep(source, random(10));
    database.with(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO recording (source_id, key, blob_id, content_type, recorded_at)
                VALUES (:source, '\\x00', :blob, 'a/b', now())
                """)
            .bind("source", source)
            .bind("blob", blob)
            .execute());

    store(Duration.ofDays(300)).remove(source, blob);

    assertThat(chunks(source)).isEqualTo(1);
    assertThat(looks(source)).isEqualTo(1);
  }

  @Test
  void aSourceIsPurgedInSlicesAndNoOtherSuffers() {
    var source = Id.random();
    var other = Id.random();
    for (var each : List.of(source, other)) {
      keep(each, random(100 * ContentStore.CHUNK));
      keep(each, random(30));
    }

    assertThat(store(Duration.ZERO).purge(source)).isTrue();
    assertThat(store(Duration.ZERO).purge(source)).isFalse();

    assertThat(chunks(source)).isZero();
    assertThat(blobs(source)).isZero();
    assertThat(chunks(other)).isEqualTo(101);
  }

  @Test
  void contentThatIsNotAsLongAsItSaysIsNotKept() {
    var source = Id.random();
    for (long said : List.of(9L, 11L)) {
      var content =
          new NewContent(
              ByteBuffer.wrap(random(32)), said, () -> new ByteArrayInputStream(new byte[10]));
      assertThatThrownBy(() ->
              database.transaction(handle -> store(Duration.ZERO).keep(handle, source, content)))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(chunks(source)).isZero();
  }
}
