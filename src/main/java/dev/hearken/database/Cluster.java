package dev.hearken.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The files of one PostgreSQL server, and the programs that can open them.
///
/// @param data the folder `pg`
record Cluster(Path data, Binaries binaries, RunAs runAs) {
  static final String SUPERUSER = "hk_super";
  static final String SERVER = "hearken";

  private static final System.Logger LOG = System.getLogger(Cluster.class.getName());

  /// Nobody gets in but the two roles, with a password, from this machine. Not by a socket file: in
  /// a user space of its own the server could not tell the users behind it apart.
  private static final String ACCESS =
      """
      local all     all      reject
      host  hearken hearken  127.0.0.1/32 scram-sha-256
      host  all     hk_super 127.0.0.1/32 scram-sha-256
      host  all     all      all          reject
      """;

  private static final int FIRST_WITH_BUILTIN_LOCALES = 17;

  /// How long an orphan may take to write down what it holds.
  private static final int ORPHAN_SECONDS = 120;

  /// How long it is waited for one that was asked to end.
  private static final int ORPHAN_PATIENCE_SECONDS = 60;

  /// Makes the cluster with its two roles and its database. It appears under its name when it is
  /// complete, so a start that is killed on the way leaves nothing that a later one could take for
  /// a cluster.
  ///
  /// @param passwords the file with the superuser's password in its first line
  void create(Path passwords, Secrets secrets) throws IOException {
    var parent = Objects.requireNonNull(data.getParent());
    var unfinished = Files.createTempDirectory(parent, data.getFileName() + ".new");
    try {
      if (runAs.files() != DataFolder.uidOf(unfinished)) {
        DataFolder.give(unfinished, runAs.files());
        DataFolder.give(passwords, runAs.files());
      }
      run(initdb(unfinished, passwords), "");
      var access = unfinished.resolve("pg_hba.conf");
      Files.writeString(access, ACCESS);
      DataFolder.sync(access);
      // A single-user session needs neither a port nor a password, and nobody else can come in
      // meanwhile.
      run(
          runAs.once(
              binaries.program("postgres"),
              "--single",
              "-D",
              unfinished.toString(),
              "-c",
              "exit_on_error=on",
              "postgres"),
          """
          CREATE ROLE hearken LOGIN PASSWORD '%s'
          CREATE DATABASE hearken OWNER hearken
          """
              .formatted(secrets.server()));
      Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
      DataFolder.sync(parent);
    } finally {
      DataFolder.deleteTree(unfinished);
    }
  }

  private ProcessBuilder initdb(Path folder, Path passwords) {
    var words =
        new ArrayList<>(
            List.of(
                binaries.program("initdb"),
                "-D",
                folder.toString(),
                "-U",
                SUPERUSER,
                "--pwfile=" + passwords,
                "-A",
                "scram-sha-256",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-instructions"));
    if (binaries.major() >= FIRST_WITH_BUILTIN_LOCALES) {
      // Sorts alike on every machine: a database can be moved without rebuilding its indexes.
      words.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    }
    return runAs.once(words.toArray(String[]::new));
  }

  private static void run(ProcessBuilder program, String input) throws IOException {
    var process = program.start();
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      try (var writer = process.outputWriter(StandardCharsets.UTF_8)) {
        writer.write(input);
      }
      var lines = output.lines().toList();
      lines.forEach(line -> LOG.log(System.Logger.Level.DEBUG, () -> line));
      var result = process.waitFor();
      if (result != 0) {
        throw failure(lines, result);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("Interrupted while the database was being made.", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static CannotStart failure(List<String> lines, int result) {
    var said =
        lines.stream()
            .filter(line -> line.contains("error:") || line.contains("FATAL:"))
            .collect(Collectors.joining("; "));
    if (said.isEmpty()) {
      said = lines.isEmpty() ? "exit code " + result : lines.getLast();
    }
    return new CannotStart(
        "The embedded database cannot be made: %s. Make room or set HEARKEN_DATA_DIR to a folder on a local disk where programs may run, or set HEARKEN_DATABASE_URL to a PostgreSQL server of your own."
            .formatted(said));
  }

  /// @throws CannotStart when the files were made by another major version, or are not a cluster
  void checkVersion() {
    String found;
    try {
      found = Files.readString(data.resolve("PG_VERSION")).strip();
    } catch (IOException e) {
      throw new CannotStart(
          "The folder %s holds no PostgreSQL database (%s cannot be read): restore it from a backup, or move it away to begin with an empty one."
              .formatted(data, e.getMessage()),
          e);
    }
    if (!found.equals(String.valueOf(binaries.major()))) {
      throw new CannotStart(
          "The database in %s was made by PostgreSQL %s, but this Hearken brings PostgreSQL %d: start the Hearken that made it, make a backup there and restore it here into an empty data folder."
              .formatted(data, found, binaries.major()));
    }
  }

  /// Deals with what a killed server has left: stops it if its PostgreSQL still runs, which nobody
  /// watches over any more, and takes its pid file out of the way. Only for the holder of the
  /// folder's lock.
  void settle() throws IOException {
    var file = PidFile.in(data);
    if (!Files.exists(file)) {
      return;
    }
    var left = PidFile.read(data);
    if (left.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    if (left.get().isServerOf(data)) {
      stopOrphan(left.get());
    } else if (left.get().isAlive()) {
      left.get().disown(data);
    }
  }

  private void stopOrphan(PidFile orphan) {
    LOG.log(
        System.Logger.Level.INFO,
        () -> "Stopping the PostgreSQL (process " + orphan.pid() + ") of a server that was killed");
    runAs.signal("INT", orphan.pid());
    long begun = System.nanoTime();
    boolean forced = false;
    while (orphan.isServerOf(data)) {
      long waited = System.nanoTime() - begun;
      if (!forced && waited > TimeUnit.SECONDS.toNanos(ORPHAN_PATIENCE_SECONDS)) {
        // It was asked in the middle of its own recovery, and does not hear: it recovers again.
        runAs.signal("QUIT", orphan.pid());
        forced = true;
      }
      if (waited > TimeUnit.SECONDS.toNanos(ORPHAN_SECONDS)) {
        throw new CannotStart(
            "The PostgreSQL of an earlier server (process %d) does not end: end it with kill -QUIT %d and start again."
                .formatted(orphan.pid(), orphan.pid()));
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CannotStart("Interrupted while an earlier PostgreSQL was ending.", e);
      }
    }
  }
}
