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
        OPEN.forEach(PatientSocket::look);
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
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    throw new UnsupportedOperationException("The driver does not say where it connects from");
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    throw new UnsupportedOperationException("The driver does not say where it connects from");
  }

  private Socket connected(SocketAddress address) throws IOException {
    var socket = createSocket();
    socket.connect(address);
    return socket;
  }
}
