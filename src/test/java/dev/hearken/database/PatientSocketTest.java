package dev.hearken.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PatientSocketTest {
  private static final int LONG = PatientSocket.LONG_MILLIS;

  /// Somebody who answers when he is told to.
  private static final class Peer implements AutoCloseable {
    final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    final Socket socket =
        new PatientSockets().createSocket(listening.getInetAddress(), listening.getLocalPort());
    final Socket accepted = listening.accept();

    Peer() throws IOException {}

    /// As if an hour had gone by.
    void isLookedAtLater() {
      ((PatientSocket) socket).look(System.nanoTime() + Duration.ofHours(1).toNanos());
    }

    void sends(int value) throws IOException {
      accepted.getOutputStream().write(value);
    }

    @Override
    public void close() throws IOException {
      socket.close();
      accepted.close();
      listening.close();
    }
  }

  @Test
  void aSilentOneIsGivenUp() throws IOException {
    try (var peer = new Peer()) {
      peer.socket.setSoTimeout(LONG);
      long begin = System.nanoTime();
      assertThatThrownBy(() -> peer.socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessageContaining(String.valueOf(LONG));
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isGreaterThan(Duration.ofMillis(LONG));
      assertThat(peer.socket.isClosed()).isTrue();
    }
  }

  @Test
  void onlyTheTimeOfAReadCounts() throws IOException {
    try (var peer = new Peer()) {
      peer.socket.setSoTimeout(LONG);
      peer.isLookedAtLater();
      peer.sends(7);
      assertThat(peer.socket.getInputStream().read()).isEqualTo(7);
      peer.isLookedAtLater();
      peer.sends(255);
      assertThat(peer.socket.getInputStream().read()).isEqualTo(255);
    }
  }

  @Test
  void aShortTimeoutEndsAReadAndNoMore() throws IOException {
    try (var peer = new Peer()) {
      peer.socket.setSoTimeout(LONG);
      peer.socket.setSoTimeout(1);
      assertThatThrownBy(() -> peer.socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      peer.sends(1);
      peer.socket.setSoTimeout(LONG - 1);
      assertThat(peer.socket.getInputStream().read()).isEqualTo(1);
    }
  }

  @Test
  void itTellsTheTimeoutThatWasSet() throws IOException {
    try (var peer = new Peer()) {
      for (int millis : new int[] {0, 1, LONG - 1, LONG, 600_000, 0}) {
        peer.socket.setSoTimeout(millis);
        assertThat(peer.socket.getSoTimeout()).isEqualTo(millis);
      }
    }
  }

  @Test
  void itConnectsFromWhereItIsTo() throws IOException {
    var loopback = InetAddress.getLoopbackAddress();
    var sockets = new PatientSockets();
    try (var listening = new ServerSocket(0, 2, loopback)) {
      int port = listening.getLocalPort();
      for (var socket :
          List.of(
              sockets.createSocket(loopback, port, loopback, 0),
              sockets.createSocket(loopback.getHostAddress(), port, loopback, 0))) {
        try (socket;
            var accepted = listening.accept()) {
          assertThat(socket.getLocalAddress()).isEqualTo(loopback);
          assertThat(accepted.getPort()).isEqualTo(socket.getLocalPort());
        }
      }
    }
  }

  @Test
  void theEndIsTold() throws IOException {
    try (var peer = new Peer()) {
      peer.accepted.close();
      assertThat(peer.socket.getInputStream().read()).isNegative();
    }
  }

  @Test
  @Tag("database")
  void theDriverGivesUpAStatement() throws SQLException {
    try (var database = TestDatabase.empty();
        var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, LONG);
      assertThat(statement.execute("SELECT 1")).isTrue();
      assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(30)"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"));
      assertThat(connection.isClosed()).isTrue();
    }
  }
}
