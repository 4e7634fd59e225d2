package dev.hearken.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// The way to a test's database, which can be shut as a network or a database goes away: open
/// connections are cut and new ones refused.
public final class Gate implements AutoCloseable {
  private final int behind;
  private final int port;
  private final DataSource dataSource;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ServerSocket listening;

  public Gate(TestDatabase database) {
    try (var connection = database.superuser().getConnection()) {
      var url = connection.getMetaData().getURL().substring("jdbc:".length());
      behind = URI.create(url).getPort();
      open(0);
      port = listeningPort();
      var source = new PGSimpleDataSource();
      source.setUrl("jdbc:" + url.replace(":" + behind + "/", ":" + port + "/"));
      database.enter(source);
      dataSource = source;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Connections through the gate.
  public DataSource dataSource() {
    return dataSource;
  }

  public void open() {
    open(port);
  }

  public void shut() {
    close();
  }

  private int listeningPort() {
    var open = listening;
    return open == null ? 0 : open.getLocalPort();
  }

  private void open(int wished) {
    try {
      var socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wished));
      listening = socket;
      Thread.ofVirtual().start(() -> accept(socket));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket gate) {
    while (!gate.isClosed()) {
      try {
        var client = gate.accept();
        var server = new Socket(InetAddress.getLoopbackAddress(), behind);
        sockets.add(client);
        sockets.add(server);
        if (gate.isClosed()) {
          // It was shut meanwhile, and whoever shut it may not have seen these.
          client.close();
          server.close();
        }
        pass(client, server);
        pass(server, client);
      } catch (IOException e) {
        // The gate is shut.
      }
    }
  }

  private static void pass(Socket from, Socket to) {
    Thread.ofVirtual()
        .start(() -> {
          try (InputStream in = from.getInputStream();
              OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
          } catch (IOException e) {
            // One of them is gone, and so is the other now.
          }
        });
  }

  @Override
  public void close() {
    try {
      var open = listening;
      if (open != null) {
        open.close();
      }
      for (var socket : sockets) {
        socket.close();
      }
      sockets.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
