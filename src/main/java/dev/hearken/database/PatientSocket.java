package dev.hearken.database;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A socket that is read without an alarm of its own for each read. For a virtual thread such an
/// alarm is set and taken back by another thread, which is woken for it: a twentieth of what a page
/// of comments costs the server (measured). So a long timeout is kept by somebody who looks now and
/// then, and closes a socket that was read from in vain for too long. A short one is left to the
/// system: by such the driver finds out whether anything is there.
final class PatientSocket extends Socket {
  /// From here on a timeout is long.
  static final int LONG_MILLIS = 5_000;

  private final Consumer<PatientSocket> closing;
  private volatile int patienceMillis;
  private volatile boolean reads;
  private volatile long readSince;
  private volatile boolean wasSilent;
  private @Nullable InputStream watched;

  /// @param closing is told when it is closed
  PatientSocket(Consumer<PatientSocket> closing) {
    this.closing = closing;
  }

  /// Closes it when it has been silent for too long.
  ///
  /// @param now in nanoseconds of [System#nanoTime()]
  void look(long now) {
    long patience = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    long since = readSince;
    if (patience > 0 && reads && now - since > patience) {
      wasSilent = true;
      try {
        close();
      } catch (IOException e) {
        // Nobody reads from it any more, which is what was wanted.
      }
    }
  }

  @Override
  public void setSoTimeout(int millis) throws SocketException {
    patienceMillis = millis < LONG_MILLIS ? 0 : millis;
    super.setSoTimeout(millis < LONG_MILLIS ? millis : 0);
  }

  @Override
  public int getSoTimeout() throws SocketException {
    int patience = patienceMillis;
    return patience > 0 ? patience : super.getSoTimeout();
  }

  @Override
  public synchronized InputStream getInputStream() throws IOException {
    if (watched == null) {
      watched = new Watched(super.getInputStream());
    }
    return watched;
  }

  @Override
  public void close() throws IOException {
    closing.accept(this);
    super.close();
  }

  private final class Watched extends FilterInputStream {
    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      readSince = System.nanoTime();
      reads = true;
      try {
        return in.read(to, offset, length);
      } catch (SocketException e) {
        if (!wasSilent) {
          throw e;
        }
        var timeout =
            new SocketTimeoutException("Nothing came for %d ms".formatted(patienceMillis));
        timeout.initCause(e);
        throw timeout;
      } finally {
        reads = false;
      }
    }
  }
}
