package dev.hearken.kill;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A server in processes of its own, started as a user would, there to be killed.
final class Prey implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("Hearken listens on (http://[^;\\s]+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final URI address;
  private final Duration startedIn;

  private Prey(Process process, URI address, Duration startedIn) {
    this.process = process;
    this.address = address;
    this.startedIn = startedIn;
  }

  /// Starts it, and returns when it takes requests.
  ///
  /// @param log where its log is appended
  static Prey start(ProcessBuilder command, File log) throws IOException {
    long begun = System.nanoTime();
    var process = command.redirectError(ProcessBuilder.Redirect.appendTo(log)).start();
    var started = false;
    try {
      var prey = new Prey(process, address(process, log), since(begun));
      started = true;
      return prey;
    } finally {
      if (!started) {
        process.destroyForcibly();
      }
    }
  }

  private static URI address(Process process, File log) throws IOException {
    // Not closed: the server would break on its next line.
    var out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      var address = ADDRESS.matcher(line);
      if (address.find()) {
        return URI.create(address.group(1));
      }
    }
    throw new IOException("The server did not start; its log is " + log);
  }

  static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  URI address() {
    return address;
  }

  /// From the start of its process until it took requests.
  Duration startedIn() {
    return startedIn;
  }

  /// Kills, in a random order, and returns when those processes are gone.
  void kill(Victim victim, Random random) {
    var doomed = new ArrayList<>(victim.of(Victim.Tree.of(process.toHandle())));
    Collections.shuffle(doomed, random);
    doomed.forEach(ProcessHandle::destroyForcibly);
    awaitEnd(doomed);
  }

  private static void awaitEnd(List<ProcessHandle> doomed) {
    for (var each : doomed) {
      each.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
  }

  /// Stops it as a supervisor does.
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
