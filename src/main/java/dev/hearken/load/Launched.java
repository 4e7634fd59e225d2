package dev.hearken.load;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A server in processes of its own, started as a user would.
public final class Launched implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("Hearken listens on (http://[^;\\s]+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final URI address;
  private final Duration startedIn;

  private Launched(Process process, URI address, Duration startedIn) {
    this.process = process;
    this.address = address;
    this.startedIn = startedIn;
  }

  /// Starts it, and returns when it takes requests.
  ///
  /// @param log where its log is appended
  public static Launched start(ProcessBuilder command, File log) throws IOException {
    long begun = System.nanoTime();
    var process = command.redirectError(ProcessBuilder.Redirect.appendTo(log)).start();
    var started = false;
    try {
      var launched = new Launched(process, address(process, log), since(begun));
      started = true;
      return launched;
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

  public static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  public URI address() {
    return address;
  }

  /// From the start of its process until it took requests.
  public Duration startedIn() {
    return startedIn;
  }

  /// The process that was started; the others are its descendants.
  public ProcessHandle process() {
    return process.toHandle();
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
