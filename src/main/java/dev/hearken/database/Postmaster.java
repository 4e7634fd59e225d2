package dev.hearken.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The running PostgreSQL: our child, and beside it a watchdog that stops it when we are gone,
/// however we go.
final class Postmaster {
  private static final Logger LOG = Logger.getLogger(Postmaster.class.getName());
  private static final Duration LOOK = Duration.ofMillis(5);
  private static final int KEPT_LINES = 30;

  /// Durable, small, and to be reached from this machine only.
  private static final List<String> SETTINGS =
      List.of(
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "max_connections=40",
          "shared_buffers=128MB",
          "max_wal_size=1GB",
          "wal_compression=on",
          "wal_level=minimal",
          "max_wal_senders=0",
          "max_logical_replication_workers=0",
          "jit=off",
          "huge_pages=off",
          "timezone=UTC");

  private final Process process;
  private final Process watchdog;
  private final Thread reader;
  private final Deque<String> lastLines = new ArrayDeque<>();
  private final int port;

  private Postmaster(Process process, Process watchdog, int port) {
    this.process = process;
    this.watchdog = watchdog;
    this.port = port;
    this.reader = Thread.ofVirtual().name("postgres output").start(this::read);
  }

  /// Starts PostgreSQL and waits until it takes connections, however long it has to recover.
  ///
  /// @param wishedPort the port it had before, or 0
  static Postmaster start(DataFolder data, Binaries binaries, Unprivileged runner, int wishedPort)
      throws IOException {
    int port = wishedPort;
    for (int attempt = 1; ; attempt++) {
      var postmaster = launch(data, binaries, runner, port == 0 ? freePort() : port);
      if (postmaster.becameReady(data.pidFile())) {
        return postmaster;
      }
      var said = postmaster.said();
      if (!said.contains("could not create any TCP/IP sockets") || attempt == 10) {
        throw new IOException("PostgreSQL ended at once; it said: " + said);
      }
      port = 0;
    }
  }

  private static Postmaster launch(
      DataFolder data, Binaries binaries, Unprivileged runner, int port) throws IOException {
    var command = new ArrayList<>(List.of("setsid"));
    command.addAll(
        runner.command(
            List.of(
                binaries.program("postgres"),
                "-D",
                data.cluster().toString(),
                "-p",
                String.valueOf(port))));
    for (var setting : SETTINGS) {
      command.addAll(List.of("-c", setting));
    }
    var process = builder(command).start();
    var watching = new ArrayList<>(List.of("setsid"));
    watching.addAll(
        runner.command(
            List.of(
                "sh",
                "-c",
                "while read -r _; do :; done; exec \"$0\" kill INT \"$1\"",
                binaries.program("pg_ctl"),
                String.valueOf(process.pid()))));
    return new Postmaster(process, builder(watching).start(), port);
  }

  /// A command that sees none of the environment by which PostgreSQL's programs can be steered.
  static ProcessBuilder builder(List<String> command) {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    return builder;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean becameReady(PidFile file) throws IOException {
    try {
      while (!process.waitFor(LOOK)) {
        var content = file.read();
        if (content.isPresent() && content.get().ready() && content.get().pid() == process.pid()) {
          return true;
        }
      }
      reader.join();
      return false;
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /// Waits until it has ended by itself.
  int waitFor() throws InterruptedException {
    int code = process.waitFor();
    watchdog.destroyForcibly();
    return code;
  }

  /// Ends it: open sessions are cut, everything committed is on disk.
  void stop() {
    try {
      watchdog.getOutputStream().close();
      process.waitFor();
      watchdog.waitFor();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The watchdog of PostgreSQL cannot be told to stop it", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        keep(line);
        LOG.log(line.contains("PANIC:") ? Level.WARNING : Level.FINE, line);
      }
    } catch (IOException e) {
      LOG.log(Level.FINE, "The output of PostgreSQL ended", e);
    }
  }

  private synchronized void keep(String line) {
    lastLines.add(line);
    if (lastLines.size() > KEPT_LINES) {
      lastLines.remove();
    }
  }

  private synchronized String said() {
    return String.join("; ", lastLines);
  }
}
