package dev.hearken.kill;

import dev.hearken.load.HttpReader;
import java.io.IOException;
import java.net.URI;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Sends what a ledger says, one write after the other, until one is not acknowledged or it is told
/// to stop.
final class Writer {
  private final Ledger ledger;
  private final Random random;
  private final String token;
  private final URI address;
  private final StringBuilder wrong;
  private @Nullable HttpReader connection;
  private volatile boolean stopped;
  private volatile boolean wanting;

  /// @param wrong is told of answers that are neither an acknowledgement nor "not now"
  Writer(Ledger ledger, Random random, String token, URI address, StringBuilder wrong) {
    this.ledger = ledger;
    this.random = random;
    this.token = token;
    this.address = address;
    this.wrong = wrong;
    this.wanting = ledger.isWanting();
  }

  void stop() {
    stopped = true;
  }

  /// Would it be too early to kill the server, because there has not been a write of each kind?
  boolean isWanting() {
    return wanting;
  }

  void run() {
    while (once() && !stopped) {
      wanting = ledger.isWanting();
    }
    wanting = false;
    disconnect();
  }

  /// @return whether the write was acknowledged
  boolean once() {
    try {
      if (connection == null) {
        connection = new HttpReader(address, Prey.PATIENCE);
      }
      if (write(connection)) {
        return true;
      }
    } catch (IOException e) {
      // The server is gone: a write that was in doubt has been noted.
    }
    disconnect();
    return false;
  }

  void disconnect() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (IOException e) {
      // It is of no use any more in any case.
    }
    connection = null;
  }

  private boolean write(HttpReader connection) throws IOException {
    var write = ledger.next(random);
    var acknowledged = false;
    try {
      int status = connection.exchange(write.request(token));
      acknowledged = status == 200;
      if (!acknowledged && status != 503) {
        synchronized (wrong) {
          wrong.append(status).append(' ').append(connection.body()).append('\n');
        }
      }
    } finally {
      if (acknowledged) {
        write.acknowledge(connection.body());
      } else {
        write.doubt();
      }
    }
    return acknowledged;
  }
}
