package dev.hearken.database;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Keeps PostgreSQL running in one cluster until it is closed.
final class Supervisor implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Supervisor.class.getName());
  private static final int PORT_TRIES = 5;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /// After so long a run a death is a new misfortune and not the last one going on.
  private static final Duration STEADY = Duration.ofMinutes(1);

  /// How often it is looked whether the disk has room.
  private static final Duration LOOK = Duration.ofSeconds(1);

  /// While the ballast is given up what little room there is belongs to those who read; PostgreSQL
  /// would only end again.
  private static final String READ_ONLY = "default_transaction_read_only=on";

  private final Cluster cluster;
  private final Ballast ballast;
  private final List<String> further;
  private final CountDownLatch closing = new CountDownLatch(1);

  private @Nullable Postmaster present;
  private volatile @Nullable Thread watching;

  // Of the watching thread alone.
  private boolean readOnly;
  private boolean resuming;
  private String said = "";
  private volatile int port;

  private Supervisor(Cluster cluster, Ballast ballast, List<String> further) {
    this.cluster = cluster;
    this.ballast = ballast;
    this.further = further;
  }

  /// Starts PostgreSQL and returns when it takes connections.
  ///
  /// @param further settings beside the usual ones, in the form `name=value`
  /// @throws CannotStart when it does not start
  static Supervisor start(Cluster cluster, Ballast ballast, String... further) throws IOException {
    var supervisor = new Supervisor(cluster, ballast, List.of(further));
    var started = false;
    try {
      if (ballast.diskIsFull()) {
        ballast.release();
      }
      var postmaster = supervisor.launch(List.of());
      supervisor.watching =
          Thread.ofPlatform()
              .name("postgres-supervisor")
              .daemon()
              .start(() -> supervisor.watch(postmaster));
      started = true;
      return supervisor;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("Interrupted while the database was starting.", e);
    } finally {
      if (!started) {
        supervisor.close();
      }
    }
  }

  /// Where PostgreSQL listens now, or listened last.
  int port() {
    return port;
  }

  /// One start, at the port of the last one if that is still free.
  private Postmaster launch(List<String> emergency) throws IOException, InterruptedException {
    var wanted = port;
    for (var i = 0; ; i++) {
      var postmaster = spawn(wanted == 0 ? freePort() : wanted, emergency);
      if (postmaster.awaitReady()) {
        port = postmaster.port();
        return postmaster;
      }
      var again = postmaster.lostItsPort() || postmaster.foundRemains();
      if (!again || i == PORT_TRIES) {
        throw new CannotStart(
            "The embedded database in %s does not start: PostgreSQL says \"%s\". Put that right, or restore the data folder from a backup."
                .formatted(cluster.data(), postmaster.reason()));
      }
      if (postmaster.lostItsPort()) {
        wanted = 0;
      } else if (closing.await(SHORTEST_PAUSE.toMillis() << i, TimeUnit.MILLISECONDS)) {
        throw new InterruptedException("closed meanwhile");
      }
    }
  }

  private synchronized Postmaster spawn(int atPort, List<String> emergency)
      throws IOException, InterruptedException {
    if (closing.getCount() == 0) {
      throw new InterruptedException("closed meanwhile");
    }
    var settings = new ArrayList<>(further);
    settings.addAll(emergency);
    var postmaster = Postmaster.spawn(cluster, atPort, settings);
    present = postmaster;
    return postmaster;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private void watch(Postmaster first) {
    var postmaster = first;
    var pause = SHORTEST_PAUSE;
    try {
      while (true) {
        var since = System.nanoTime();
        awaitEnd(postmaster);
        if (closing.getCount() == 0) {
          return;
        }
        tellEnd(postmaster);
        if (System.nanoTime() - since > STEADY.toNanos()) {
          pause = SHORTEST_PAUSE;
        }
        if (!resuming && (ballast.diskIsFull() || postmaster.foundNoRoom())) {
          readOnly = ballast.release() || readOnly;
        }
        @Nullable Postmaster next = null;
        while (next == null) {
          if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
          }
          pause = longer(pause);
          next = again();
        }
        postmaster = next;
        tellReturn();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for the end of PostgreSQL, and meanwhile looks after the ballast.
  private void awaitEnd(Postmaster postmaster) throws InterruptedException {
    resuming = false;
    do {
      ballast.diskIsFull();
      if (closing.getCount() > 0 && ballast.make() && readOnly) {
        // It ends now, and the next start takes writes again.
        resuming = true;
        readOnly = false;
        postmaster.stop();
      }
    } while (!postmaster.awaitEnd(LOOK));
  }

  private void tellEnd(Postmaster postmaster) {
    if (resuming) {
      LOG.log(Level.INFO, "There is room again: starting the embedded database for writing");
    } else {
      LOG.log(
          Level.WARNING,
          () ->
              "The embedded database has ended (exit code %d): starting it again"
                  .formatted(postmaster.exitCode()));
    }
    said = "";
  }

  private void tellReturn() {
    if (readOnly) {
      LOG.log(Level.WARNING, "The embedded database is back, for reading only: make room");
    } else {
      LOG.log(Level.INFO, "The embedded database is back");
    }
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private @Nullable Postmaster again() throws InterruptedException {
    try {
      cluster.settle();
      return launch(readOnly ? List.of(READ_ONLY) : List.of());
    } catch (IOException | CannotStart e) {
      var reason = String.valueOf(e.getMessage());
      LOG.log(reason.equals(said) ? Level.DEBUG : Level.WARNING, () -> "Trying again: " + reason);
      said = reason;
      return null;
    }
  }

  /// Stops PostgreSQL and returns when it has ended.
  @Override
  public void close() {
    closing.countDown();
    Postmaster last;
    synchronized (this) {
      last = present;
    }
    if (last != null) {
      last.stop();
    }
    awaitWatch();
  }

  /// The folder is nobody's afterwards: nothing is to be written into it.
  private void awaitWatch() {
    var watch = watching;
    try {
      if (watch != null) {
        watch.join(LONGEST_PAUSE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
