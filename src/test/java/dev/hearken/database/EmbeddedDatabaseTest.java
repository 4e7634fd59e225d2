package dev.hearken.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the embedded database is while it runs: durable, and closed.
class EmbeddedDatabaseTest {
  @TempDir private static Path folder;
  private static Path data;
  private static EmbeddedDatabase database;

  @BeforeAll
  static void start() throws IOException {
    data = folder.resolve("with a space/und Ümläut");
    Files.createDirectories(data);
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    database = EmbeddedDatabase.start(data, TestDatabase.programs(), _ -> {});
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "fsync, on",
    "synchronous_commit, on",
    "full_page_writes, on",
    "listen_addresses, 127.0.0.1",
    "server_encoding, UTF8",
  })
  void isSetUpAsPromised(String setting, String value) throws SQLException {
    assertThat(ask(database.dataSource(), "SHOW " + setting)).isEqualTo(value);
  }

  @Test
  void sortsByCodePointsAndKnowsLettersBeyondAscii() throws SQLException {
    assertThat(ask(database.dataSource(), "SELECT upper('äé') || ('Z' < 'a') || ('z' < 'ä')"))
        .isEqualTo("ÄÉtruetrue");
  }

  @Test
  void theServersRoleIsNoSuperuserButOwnsItsDatabase() throws SQLException {
    assertThat(
            ask(
                database.dataSource(),
                """
                SELECT concat_ws(' ', rolname, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls)
                  FROM pg_roles
                 WHERE rolname = current_user
                """))
        .isEqualTo("hearken f f f f f");
    assertThatThrownBy(() -> ask(database.dataSource(), "SELECT pg_read_file('/etc/passwd')"))
        .hasMessageContaining("permission denied");
    assertThat(ask(database.dataSource(), "CREATE EXTENSION pg_trgm; SELECT 'made'"))
        .isEqualTo("made");
  }

  @Test
  void otherServersOnThisMachineEnterByItsAddressUnderANameOfTheirOwn() throws SQLException {
    var address = database.address();
    var named =
        new DatabaseAddress(
            address.url() + "?ApplicationName=other", address.user(), address.password());

    assertThat(ask(named.dataSource(), "SHOW application_name")).isEqualTo("other");
    assertThat(ask(address.dataSource(), "SHOW application_name")).isEqualTo("hearken");
    assertThat(ask(database.dataSource(), "SHOW application_name")).isEqualTo("hearken");
    assertThat(address.toString()).doesNotContain(address.password());
  }

  @Test
  void nobodyElseMayEnterTheFolderOrReadTheSecret() throws IOException {
    assertThat(permissions(data)).isEqualTo("rwx------");
    assertThat(permissions(data.resolve("secret"))).isEqualTo("rw-------");
    assertThat(permissions(data.resolve("pg"))).isEqualTo("rwx------");
    assertThat(Files.readAllLines(data.resolve("secret")))
        .hasSize(2)
        .allMatch(p -> p.length() == 64);
  }

  @Test
  void thereIsNoSocketFileAndNothingBesideTheDataFolder() throws IOException {
    // The ballast may still be in the making.
    assertThat(namesIn(data))
        .contains("lock", "secret", "pg")
        .isSubsetOf("lock", "secret", "pg", "ballast", "ballast.new");
    try (var files = Files.walk(data)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith(".s.PGSQL")))
          .isEmpty();
    }
    assertThat(Path.of("/tmp/.s.PGSQL." + port())).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hearken", "hk_super", "postgres", "root", "nobody"})
  void aConnectionWithoutAPasswordIsRefused(String role) {
    assertThatThrownBy(() -> DriverManager.getConnection(url("hearken"), role, null).close())
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> DriverManager.getConnection(url("hearken"), role, "").close())
        .isInstanceOf(SQLException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hearken", "hk_super"})
  void aConnectionWithAWrongPasswordIsRefused(String role) {
    assertThatThrownBy(() -> DriverManager.getConnection(url("hearken"), role, "guess").close())
        .extracting("SQLState")
        .isEqualTo("28P01");
  }

  @Test
  void thePasswordOfOneRoleIsNotThatOfTheOther() throws IOException {
    var secrets = Secrets.read(data.resolve("secret"));
    assertThatThrownBy(
            () -> DriverManager.getConnection(url("hearken"), "hk_super", secrets.server()).close())
        .extracting("SQLState")
        .isEqualTo("28P01");
  }

  @ParameterizedTest
  @CsvSource({"postgres, hearken", "hearken, postgres", "hearken, template1"})
  void otherRolesAndOtherDatabasesAreRefused(String role, String other) throws IOException {
    var password = Secrets.read(data.resolve("secret")).server();
    assertThatThrownBy(() -> DriverManager.getConnection(url(other), role, password).close())
        .extracting("SQLState")
        .isEqualTo("28000");
  }

  @Test
  void theSuperuserGetsInWithItsPassword() throws Exception {
    var password = Secrets.read(data.resolve("secret")).superuser();
    try (var connection = DriverManager.getConnection(url("hearken"), "hk_super", password)) {
      assertThat(connection.isValid(1)).isTrue();
      try (var rows = connection.createStatement().executeQuery("SHOW unix_socket_directories")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEmpty();
      }
    }
  }

  @Test
  void aCommandJoinsTheServerThatRuns() throws SQLException {
    ask(database.dataSource(), "CREATE TABLE joined (a int); SELECT 1");
    assertThat(ask(EmbeddedDatabase.running(data).orElseThrow(), "SELECT count(*) FROM joined"))
        .isEqualTo("0");
    try (var joined = EmbeddedDatabase.startOrJoin(data, TestDatabase.programs(), _ -> {})) {
      assertThat(ask(joined.dataSource(), "SELECT count(*) FROM joined")).isEqualTo("0");
    }
    assertThat(ask(database.dataSource(), "SELECT 'still there'")).isEqualTo("still there");
  }

  @Test
  void aSecondStartInTheSameProcessIsRefusedAndLeavesTheLockAlone() throws Exception {
    for (var i = 0; i < 2; i++) {
      assertThatThrownBy(() -> EmbeddedDatabase.start(data, TestDatabase.programs(), _ -> {}))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("in use by another Hearken server (process ");
    }
    try (var other = ServerProcess.start(data, "hold")) {
      assertThat(other.await("refused")).contains("is in use by another Hearken server");
    }
  }

  @Test
  void theArchivesOfTheClassPathAreOfTheVersionThatIsNamed() throws Exception {
    assertThat(ask(database.dataSource(), "SHOW server_version") + ".0")
        .isEqualTo(Binaries.VERSION);
    assertThat(Binaries.class.getResource("/" + Binaries.archive("Linux", "amd64", false)))
        .isNotNull();
    assertThat(Binaries.class.getResource("/" + Binaries.archive("Linux", "aarch64", false)))
        .isNotNull();
  }

  @Test
  void unpacksIntoAFolderThatIsNamedFromTheWorkingFolder() throws IOException {
    var named = Path.of("").toAbsolutePath().relativize(folder.toRealPath());
    var binaries = Binaries.unpacked(Path.of(".").resolve(named), _ -> {});
    assertThat(Path.of(binaries.program("postgres"))).isExecutable();
  }

  @Test
  void aMachineWithoutAnArchiveIsToldWhatToDo() {
    assertThatThrownBy(() -> Binaries.archive("SunOS", "sparcv9", false))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("HEARKEN_DATABASE_URL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "client backend: ERROR:  duplicate key value | DEBUG",
        "client backend: FATAL:  password authentication failed for user \"x\" | INFO",
        "client backend: PANIC:  could not write | WARNING",
        "checkpointer: PANIC:  could not write | WARNING",
        "autovacuum worker: ERROR:  could not extend file | WARNING",
        "postmaster: LOG:  database system is ready to accept connections | DEBUG",
      })
  void whatClientsDoWrongIsNoWarning(String line, System.Logger.Level level) {
    assertThat(ServerLog.levelOf(line)).isEqualTo(level);
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static Set<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return Set.copyOf(files.map(file -> file.getFileName().toString()).toList());
    }
  }

  private static int port() {
    return PidFile.read(data.resolve("pg")).orElseThrow().port();
  }

  private static String url(String name) {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + name + "?sslmode=disable";
  }

  static String ask(DataSource source, String question) throws SQLException {
    List<String> answers = new ArrayList<>();
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      var isRows = statement.execute(question);
      while (isRows || statement.getUpdateCount() != -1) {
        if (isRows) {
          try (var rows = statement.getResultSet()) {
            while (rows.next()) {
              answers.add(rows.getString(1));
            }
          }
        }
        isRows = statement.getMoreResults();
      }
    }
    return String.join(",", answers);
  }
}
