package dev.hearken.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;

/// The folder that PostgreSQL calls a cluster: made once, with passwords from the first moment and
/// no way in but one.
final class Cluster {
  /// The superuser, for making the server's role and database; no request ever runs as it.
  static final String SUPERUSER = "hk_super";

  /// The name of the server's role and of its database.
  static final String SERVER = "hearken";

  /// Everybody comes over TCP from this machine with a password; the server's role into its own
  /// database only.
  private static final String WHO_MAY_ENTER =
      """
      local all     all      reject
      host  hearken hearken  127.0.0.1/32 scram-sha-256
      host  all     hk_super 127.0.0.1/32 scram-sha-256
      host  all     all      all          reject
      """;

  private Cluster() {}

  /// Makes the cluster, unless it is there. It gets its name last, so a name means that it is
  /// whole.
  static void prepare(
      DataFolder data, Binaries binaries, Unprivileged runner, Consumer<String> progress) {
    var cluster = data.cluster();
    try {
      if (Files.notExists(cluster)) {
        progress.accept("Making the database (once) …");
        var unfinished = data.root().resolve("pg.new");
        Folders.delete(unfinished);
        runner.own(data.root());
        initialise(data, binaries, runner, unfinished);
        Files.writeString(unfinished.resolve("pg_hba.conf"), WHO_MAY_ENTER);
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
      }
      var version = Files.readString(cluster.resolve("PG_VERSION")).strip();
      if (!version.equals(Binaries.MAJOR_VERSION)) {
        throw new CannotStart(
            "The data folder %s was made by PostgreSQL %s, and this server brings PostgreSQL %s: start the server that made it, or set HEARKEN_DATA_DIR to another folder."
                .formatted(data.root(), version, Binaries.MAJOR_VERSION));
      }
    } catch (IOException e) {
      throw new CannotStart(
          "The database cannot be made in %s: %s".formatted(data.root(), e.getMessage()), e);
    }
  }

  private static void initialise(
      DataFolder data, Binaries binaries, Unprivileged runner, Path cluster) throws IOException {
    var command =
        List.of(
            binaries.program("initdb"),
            "-D",
            cluster.toString(),
            "-U",
            SUPERUSER,
            "--pwfile=" + data.secret(),
            "-A",
            "scram-sha-256",
            "-E",
            "UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions");
    var process = Postmaster.builder(runner.command(command)).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("initdb said: " + output.strip().replace("\n", "; "));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
