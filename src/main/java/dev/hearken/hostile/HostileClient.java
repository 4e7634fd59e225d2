package dev.hearken.hostile;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Does to a server what an attack says, each on a connection of its own, and looks closely at what
/// comes back.
final class HostileClient {
  private static final int BUFFER = 64 << 10;
  private static final long DRIP_MILLIS = 50;

  private final URI server;
  private final Duration patience;

  /// @param patience how long an answer may take
  HostileClient(URI server, Duration patience) {
    this.server = server;
    this.patience = patience;
  }

  /// What came of an attack.
  ///
  /// @param result the first status, or `closed`, `reset`, `gone` for a client that did not wait
  /// @param problem what is wrong about it
  record Outcome(String result, double millis, @Nullable String problem) {
    boolean failed() {
      return problem != null;
    }
  }

  Outcome run(Attack attack) {
    long start = System.nanoTime();
    var result = "nothing";
    String problem = null;
    try (var socket = connection()) {
      result = run(attack, socket);
    } catch (SocketTimeoutException e) {
      problem = "no answer in " + patience;
    } catch (SocketException e) {
      result = "reset";
      // Who is refused in the middle of sending may miss the answer: TCP has no better way to say
      // so.
      problem =
          attack.mayClose() || attack.bytes().length > BUFFER ? null : "reset: " + e.getMessage();
    } catch (IOException e) {
      problem = e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      problem = "interrupted";
    }
    if (problem == null && result.contains("!")) {
      int mark = result.indexOf('!');
      problem = result.substring(mark + 1);
      result = result.substring(0, mark);
    }
    return new Outcome(result, (System.nanoTime() - start) / 1e6, problem);
  }

  private Socket connection() throws IOException {
    var socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) patience.toMillis());
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    return socket;
  }

  private static String run(Attack attack, Socket socket) throws IOException, InterruptedException {
    var out = socket.getOutputStream();
    var reader = new StrictReader(socket.getInputStream());
    switch (attack.manner()) {
      case CUT -> {
        out.write(attack.bytes(), 0, attack.part());
        if (attack.number() % 2 == 0) {
          socket.setSoLinger(true, 0);
        }
        return "gone";
      }
      case HALF -> {
        out.write(attack.bytes(), 0, attack.part());
        socket.shutdownOutput();
        return judged(attack, socket, reader);
      }
      case SLOW -> {
        var sender = Thread.ofVirtual().start(() -> drip(attack, out));
        try {
          return judged(attack, socket, reader);
        } finally {
          sender.interrupt();
          sender.join();
        }
      }
      case WHOLE -> {
        if (attack.bytes().length <= BUFFER) {
          out.write(attack.bytes());
          return judged(attack, socket, reader);
        }
        var sender = Thread.ofVirtual().start(() -> send(attack.bytes(), out));
        var result = judged(attack, socket, reader);
        socket.close();
        sender.join();
        return result;
      }
    }
    throw new IllegalStateException();
  }

  /// The server may refuse it before it is all there, and it is the answer that counts.
  private static void send(byte[] bytes, OutputStream out) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      // The reader finds out what became of it.
    }
  }

  private static void drip(Attack attack, OutputStream out) {
    try {
      out.write(attack.bytes(), 0, attack.part());
      for (int i = attack.part(); i < attack.bytes().length; i++) {
        Thread.sleep(DRIP_MILLIS);
        out.write(attack.bytes()[i]);
      }
    } catch (IOException | InterruptedException e) {
      // There is an answer, or the reader finds out what became of it.
    }
  }

  private static String judged(Attack attack, Socket socket, StrictReader reader)
      throws IOException {
    var result = "closed";
    boolean closes = false;
    int count = 0;
    try {
      for (; count < attack.answers() && !closes; count++) {
        var answer = reader.next(attack.head());
        if (answer.isEmpty()) {
          break;
        }
        result = count == 0 ? String.valueOf(answer.get().status()) : result;
        closes = answer.get().closes();
        var problem = Verdict.of(answer.get(), attack.head(), attack.route().open());
        if (problem.isPresent()) {
          return result + "!" + problem.get();
        }
      }
    } catch (EOFException e) {
      return result + "!" + e.getMessage();
    }
    if (count == 0) {
      return attack.mayClose() ? result : result + "!closed without an answer";
    }
    if (count < attack.answers() && !closes && attack.manner() == Attack.Manner.WHOLE) {
      return result + "!" + count + " answers to " + attack.answers() + " requests";
    }
    return closes || attack.manner() != Attack.Manner.WHOLE
        ? result
        : probed(attack, socket, reader, result);
  }

  /// The connection must be where it was: the next request on it gets its own answer, and no other.
  private static String probed(Attack attack, Socket socket, StrictReader reader, String result)
      throws IOException {
    var id = "probe-" + attack.number();
    socket
        .getOutputStream()
        .write(
            "GET /health/live HTTP/1.1\r\nHost: x\r\nX-Request-Id: %s\r\nConnection: close\r\n\r\n"
                .formatted(id)
                .getBytes(StandardCharsets.US_ASCII));
    var answer = reader.next(false);
    if (answer.isEmpty() || !answer.get().header("x-request-id").equals(id)) {
      return result + "!the next request on the connection got the answer " + answer;
    }
    return reader.next(false).isPresent() ? result + "!there is an answer too many" : result;
  }
}
