package dev.hearken.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/// Makes the sockets of connections to the database ([PatientSocket]) and looks after them. The
/// driver is told of it by name.
public final class PatientSockets extends SocketFactory {
  /// Shows in stack traces of the process.
  private static final String WATCH = "hearken:silence";

  private static final Duration EVERY = Duration.ofSeconds(1);

  private static final Set<PatientSocket> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Thread.ofPlatform().daemon().name(WATCH).start(PatientSockets::watch);
  }

  private static void watch() {
    try {
      while (true) {
        Thread.sleep(EVERY);
        OPEN.forEach(socket -> socket.look(System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Socket createSocket() {
    var socket = new PatientSocket(OPEN::remove);
    OPEN.add(socket);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), null);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), null);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
  }

  /// @param from where it connects from; null leaves that to the system
  private Socket connected(SocketAddress to, @Nullable SocketAddress from) throws IOException {
    var socket = createSocket();
    try {
      if (from != null) {
        socket.bind(from);
      }
      socket.connect(to);
      return socket;
    } catch (IOException e) {
      socket.close(); // or it would be looked after for ever
      throw e;
    }
  }
}
