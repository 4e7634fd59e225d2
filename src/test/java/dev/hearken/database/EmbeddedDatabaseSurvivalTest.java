package dev.hearken.database;

import static dev.hearken.database.EmbeddedDatabaseTest.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of the embedded database when processes are killed and folders are not as they
/// should be.
class EmbeddedDatabaseSurvivalTest {
  private static final Duration POLL = Duration.ofMillis(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path made;
  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void nameTheFolder() {
    data = folder.resolve("data");
  }

  @Test
  void whatWasCommittedIsThereAfterTheServerWasKilled() throws Exception {
    try (var server = ServerProcess.start(data, "write")) {
      server.await("committed 20");
      var postgres = postgres();
      var committed = server.kill().lastNumber("committed ").orElse(20);
      // Nobody needs to come for it: its watchdog has seen the server die.
      await(() -> !postgres.isServerOf(data.resolve("pg")));
      assertThat(data.resolve("pg/postmaster.pid")).doesNotExist();
      assertHolds(committed);
    }
  }

  @Test
  void whatWasCommittedIsThereAfterAllProcessesWereKilled() throws Exception {
    try (var server = ServerProcess.start(data, "write")) {
      server.await("committed 20");
      var postgres = handle(postgres().pid());
      var all = new ArrayList<>(postgres.children().toList());
      all.add(postgres);
      all.forEach(ProcessHandle::destroyForcibly);
      var committed = server.kill().lastNumber("committed ").orElse(20);
      assertHolds(committed);
    }
  }

  @Test
  void aProcessThatWasKilledMayTakeAWhileToBeGone() throws Exception {
    makeCluster();
    var remains = new ProcessBuilder("sleep", "0.5").start();
    Files.writeString(
        data.resolve("pg/postmaster.pid"),
        "%d\n%s\n0\n1\n\n\n".formatted(remains.pid(), data.resolve("pg")));
    assertHolds(0);
  }

  @Test
  void anOrphanIsStoppedAndItsFolderTakenOver() throws Exception {
    try (var server = ServerProcess.start(data, "hold")) {
      server.await("ready");
      var orphan = postgres();
      ProcessHandle.allProcesses()
          .filter(process -> isWatchdogOf(process, orphan))
          .forEach(ProcessHandle::destroyForcibly);
      server.kill();
      assertThat(orphan.isServerOf(data.resolve("pg"))).isTrue();
      assertHolds(0);
      assertThat(orphan.isServerOf(data.resolve("pg"))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"runtime-*.new*/bin/postgres", "pg.new*/PG_VERSION", "pg.new*/base/5", "pg"})
  void aFirstStartThatIsKilledLeavesNothingThatDisturbs(String until) throws Exception {
    var programs =
        until.startsWith("runtime") ? Files.createDirectories(data) : TestDatabase.programs();
    try (var server = ServerProcess.start(data, programs, "write")) {
      await(() -> exists(until));
      server.kill();
    }
    try (var database = start()) {
      assertThat(ask(database.dataSource(), "SELECT 'works'")).isEqualTo("works");
    }
    // Nobody kills the programs that the killed one had started: they may write for a moment yet.
    await(() -> restartedWithout("pg.new*"));
    assertThat(exists("runtime-*.new*")).isFalse();
  }

  @Test
  void aSecondServerSaysThatTheFolderIsInUse() throws Exception {
    try (var first = ServerProcess.start(data, "hold");
        var second = ServerProcess.start(data, "hold")) {
      var one = first.await("ready", "refused");
      var other = second.await("ready", "refused");
      assertThat(List.of(one, other)).containsOnlyOnce("ready");
      assertThat(one + other)
          .contains("The data folder " + data + " is in use by another Hearken server (process");
      assertThat(ask(EmbeddedDatabase.running(data).orElseThrow(), "SELECT 'joined'"))
          .isEqualTo("joined");
    }
  }

  @Test
  void aPidFileOfAProcessThatIsGoneIsNoObstacle() throws Exception {
    makeCluster();
    var gone = new ProcessBuilder("true").start();
    gone.waitFor();
    writePidFile(gone.pid());
    assertHolds(0);
  }

  @Test
  void aPidFileWithTheNumberOfAnotherProgramIsNoObstacle() throws Exception {
    makeCluster();
    var other = new ProcessBuilder("cat").start();
    writePidFile(other.pid());
    assertHolds(0);
    assertThat(other.isAlive()).isTrue();
    other.destroy();
  }

  @Test
  void anEmptyPidFileIsNoObstacle() throws Exception {
    makeCluster();
    Files.createFile(data.resolve("pg/postmaster.pid"));
    assertHolds(0);
  }

  @Test
  void aDatabaseThatDiesAloneComesBack() throws Exception {
    try (var database = start()) {
      ask(database.dataSource(), "CREATE TABLE kept AS SELECT 7 AS n");
      for (var i = 0; i < 2; i++) {
        var before = postgres();
        handle(before.pid()).destroyForcibly();
        await(() -> answers(database));
        assertThat(postgres().pid()).isNotEqualTo(before.pid());
        assertThat(postgres().port()).isEqualTo(before.port());
        assertThat(ask(database.dataSource(), "SELECT n FROM kept")).isEqualTo("7");
      }
    }
    assertThat(data.resolve("pg/postmaster.pid")).doesNotExist();
  }

  @Test
  void aFolderOfAnotherMajorVersionIsRefused() throws Exception {
    makeCluster();
    Files.writeString(data.resolve("pg/PG_VERSION"), "17\n");
    assertThatThrownBy(this::start)
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("was made by PostgreSQL 17, but this Hearken brings PostgreSQL 18");
    // The refusal lets go of the folder.
    assertThat(EmbeddedDatabase.running(data)).isEmpty();
  }

  @Test
  void aLostSecretIsNamed() throws Exception {
    makeCluster();
    Files.delete(data.resolve("secret"));
    assertThatThrownBy(this::start)
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(data.resolve("secret").toString());
  }

  @Test
  void whatPostgresCannotReadIsSaidInItsWords() throws Exception {
    makeCluster();
    Files.delete(data.resolve("pg/global/pg_control"));
    assertThatThrownBy(this::start)
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("pg_control");
    assertThat(EmbeddedDatabase.running(data)).isEmpty();
  }

  @Test
  void aFileInPlaceOfTheFolderIsNamed() throws Exception {
    Files.createFile(data);
    assertThatThrownBy(this::start)
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(data + " is a file");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() {
    data = Path.of("/proc/hearken");
    assertThatThrownBy(this::start)
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("The data folder /proc/hearken")
        .hasMessageContaining("HEARKEN_DATA_DIR");
  }

  @Test
  void aCommandStartsTheDatabaseWhereNoServerRuns() throws Exception {
    assertThat(EmbeddedDatabase.running(data)).isEmpty();
    try (var own = EmbeddedDatabase.startOrJoin(data, TestDatabase.programs(), _ -> {})) {
      assertThat(ask(own.dataSource(), "SELECT 'own'")).isEqualTo("own");
    }
    assertThat(data.resolve("pg/postmaster.pid")).doesNotExist();
  }

  @Test
  void unpackedProgramsOfAnEarlierVersionAreRemoved() throws Exception {
    Files.createDirectories(data.resolve("runtime-18.5.0/bin"));
    makeCluster();
    start().close();
    assertThat(data.resolve("runtime-18.5.0")).doesNotExist();
  }

  private EmbeddedDatabase start() {
    return EmbeddedDatabase.start(data, TestDatabase.programs(), _ -> {});
  }

  private boolean restartedWithout(String leftover) {
    start().close();
    return !exists(leftover);
  }

  @BeforeAll
  static void makeTheClusterThatIsCopied() throws SQLException {
    try (var database = EmbeddedDatabase.start(made, TestDatabase.programs(), _ -> {})) {
      ask(database.dataSource(), "CREATE TABLE written (number int)");
    }
  }

  private void makeCluster() throws Exception {
    Files.createDirectories(data);
    var copy = new ProcessBuilder("cp", "-a", made + "/.", data.toString()).inheritIO().start();
    assertThat(copy.waitFor()).isZero();
  }

  /// Starts the database once more and looks for everything up to the last row that was committed.
  private void assertHolds(int committed) throws SQLException {
    try (var database = start()) {
      assertThat(
              ask(
                  database.dataSource(),
                  "SELECT count(*) FROM written WHERE number <= " + committed))
          .isEqualTo(String.valueOf(committed));
    }
  }

  private PidFile postgres() {
    return PidFile.read(data.resolve("pg")).orElseThrow();
  }

  private static ProcessHandle handle(long pid) {
    return ProcessHandle.of(pid).orElseThrow();
  }

  private static boolean isWatchdogOf(ProcessHandle process, PidFile postgres) {
    var words = process.info().arguments().map(List::of).orElse(List.of());
    return words.contains("hearken-watchdog") && words.contains(String.valueOf(postgres.pid()));
  }

  private void writePidFile(long pid) throws IOException {
    Files.writeString(
        data.resolve("pg/postmaster.pid"),
        pid + "\n" + data.resolve("pg") + "\n1700000000\n5432\n\n127.0.0.1\n 1 1\nready   \n");
  }

  /// Whether something in the data folder fits a pattern whose last part may be a plain path.
  private boolean exists(String pattern) {
    var parts = pattern.split("/", 2);
    if (!Files.isDirectory(data)) {
      return false;
    }
    try (var entries = Files.newDirectoryStream(data, parts[0])) {
      for (var entry : entries) {
        if (parts.length == 1 || Files.exists(entry.resolve(parts[1]))) {
          return true;
        }
      }
      return false;
    } catch (IOException _) {
      return false;
    }
  }

  private static boolean answers(EmbeddedDatabase database) {
    try {
      return ask(database.dataSource(), "SELECT 'yes'").equals("yes");
    } catch (SQLException _) {
      return false;
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(deadline);
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}
