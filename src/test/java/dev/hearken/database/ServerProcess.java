package dev.hearken.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// A server that has nothing but the embedded database, in a process of its own that a test can
/// kill.
final class ServerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final BufferedReader output;

  private ServerProcess(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  /// Runs in the process: starts the database, says `ready`, and then writes numbers until its
  /// input ends or it is killed, saying each one that is committed.
  static void main(String[] arguments) throws IOException, SQLException {
    var writes = arguments[2].equals("write");
    try (var database =
        EmbeddedDatabase.start(
            Path.of(arguments[0]), Path.of(arguments[1]), line -> say("progress " + line))) {
      try (var connection = database.dataSource().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE IF NOT EXISTS written (number int)");
        say("ready");
        for (var number = 1; writes && System.in.available() == 0; number++) {
          statement.execute("INSERT INTO written VALUES (" + number + ")");
          say("committed " + number);
        }
        System.in.readAllBytes();
      }
    } catch (CannotStart e) {
      say("refused " + e.getMessage());
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }

  static ServerProcess start(Path dataFolder, String mode) throws IOException {
    return start(dataFolder, TestDatabase.programs(), mode);
  }

  static ServerProcess start(Path dataFolder, Path programs, String mode) throws IOException {
    var words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                ServerProcess.class.getName(),
                dataFolder.toString(),
                programs.toString(),
                mode));
    return new ServerProcess(
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  /// Reads on until a line that begins so, or so.
  String await(String... beginnings) throws IOException {
    String line;
    while ((line = output.readLine()) != null) {
      if (Arrays.stream(beginnings).anyMatch(line::startsWith)) {
        return line;
      }
    }
    throw new AssertionError("The process has ended without saying " + List.of(beginnings));
  }

  /// The last number that a killed process had still said after these words, whole or cut short.
  OptionalInt lastNumber(String words) {
    return output
        .lines()
        .filter(line -> line.matches(words + "\\d+"))
        .mapToInt(line -> Integer.parseInt(line.substring(words.length())))
        .max();
  }

  /// Kills it as a power cut would; nothing of it runs on.
  ServerProcess kill() throws InterruptedException {
    // Not the process itself, which would close what it still had to say.
    process.toHandle().destroyForcibly();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("The process survives");
    }
    return this;
  }

  /// Ends it in an orderly way, if it has not been killed.
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
