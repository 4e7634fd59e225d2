package dev.hearken.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearken.RawConnection;
import dev.hearken.tls.IdentityFiles;
import dev.hearken.tls.TestKeys;
import dev.hearken.tls.Unusable;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// TLS over real sockets.
class TlsTest {
  private static final String[] HEALTH = {"GET /health/live HTTP/1.1", "Host: other.example"};

  @TempDir private Path folder;

  private static Server serve(IdentityFiles files) throws IOException {
    return Server.start(
        new Listener(
            "127.0.0.1",
            0,
            "",
            Optional.of(files),
            TrustedProxies.NONE,
            Origins.NONE,
            Limits.STANDARD),
        List.of(new HealthRoutes(() -> true)),
        _ -> Optional.empty());
  }

  /// A connection on which the server has shown a certificate that this client believes.
  private static SSLSocket connect(URI address, String protocol, String... believed)
      throws IOException {
    var socket =
        (SSLSocket)
            TestKeys.believing(believed)
                .getSocketFactory()
                .createSocket(address.getHost(), address.getPort());
    socket.setEnabledProtocols(new String[] {protocol});
    var parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static RawConnection connection(URI address, String... believed) throws IOException {
    return new RawConnection(connect(address, "TLSv1.3", believed));
  }

  @ParameterizedTest
  @CsvSource({
    "rsa.pem, rsa.key, rsa.pem, TLSv1.3",
    "rsa.pem, rsa-pkcs1.key, rsa.pem, TLSv1.2",
    "ec.pem, ec.key, ec.pem, TLSv1.3",
    "ec.pem, ec-sec1.key, ec.pem, TLSv1.2",
    "p384.pem, p384-with-parameters.key, p384.pem, TLSv1.3",
    "ed25519.pem, ed25519.key, ed25519.pem, TLSv1.3",
    "ed25519.pem, ed25519.key, ed25519.pem, TLSv1.2",
    "chain.pem, signed.key, authority.pem, TLSv1.3",
    "chain.pem, signed.key, authority.pem, TLSv1.2",
  })
  void everyKindOfKeyServes(String certificate, String key, String believed, String protocol)
      throws Exception {
    try (var server = serve(TestKeys.files(certificate, key));
        var log = new LogLines("hearken.request");
        var connection = new RawConnection(connect(server.address(), protocol, believed))) {
      assertThat(server.address().getScheme()).isEqualTo("https");
      assertThat(connection.ask(HEALTH).body()).isEqualTo("{\"status\":\"ok\"}");
      assertThat(log.next()).contains("client=127.0.0.1", "scheme=https");
    }
  }

  @Test
  void olderProtocolsAreRefused() throws IOException {
    try (var server = serve(TestKeys.files("rsa.pem", "rsa.key"));
        var socket = new Socket(server.address().getHost(), server.address().getPort())) {
      // A hello that knows TLS 1.1 at most, with one suite that goes with it.
      var hello = new byte[5 + 4 + 2 + 32 + 1 + 4 + 2];
      byte[] head = {22, 3, 1, 0, 45, 1, 0, 0, 41, 3, 2};
      System.arraycopy(head, 0, hello, 0, head.length);
      byte[] tail = {0, 0, 2, (byte) 0xc0, 0x13, 1, 0};
      System.arraycopy(tail, 0, hello, hello.length - tail.length, tail.length);
      socket.getOutputStream().write(hello);

      var alert = socket.getInputStream().readNBytes(7);
      assertThat(alert[0]).isEqualTo((byte) 21);
      assertThat(alert[6]).as("protocol_version").isEqualTo((byte) 70);
    }
  }

  @Test
  void aNewCertificateIsForNewConnectionsAndOpenOnesGoOn() throws Exception {
    var certificate = replace("crt", "rsa.pem");
    var key = replace("key", "rsa.key");
    try (var server = serve(TestKeys.files(certificate, key));
        var log = new LogLines(Tls.class.getName());
        var open = connection(server.address(), "rsa.pem")) {
      assertThat(open.ask(HEALTH).status()).isEqualTo(200);

      var _ = replace("crt", "ec.pem");
      assertThat(log.next())
          .contains("WARNING")
          .contains("the one before goes on")
          .contains("does not belong");
      try (var still = connection(server.address(), "rsa.pem")) {
        assertThat(still.ask(HEALTH).status()).isEqualTo(200);
      }

      var _ = replace("key", "ec.key");
      assertThat(log.next()).contains("INFO").contains("CN=ec.test");
      try (var fresh = connection(server.address(), "ec.pem")) {
        assertThat(fresh.ask(HEALTH).status()).isEqualTo(200);
      }
      assertThatThrownBy(() -> connection(server.address(), "rsa.pem"))
          .hasRootCauseInstanceOf(java.security.cert.CertPathBuilderException.class);

      Files.delete(key);
      assertThat(log.next()).contains("WARNING").contains("There is no file");
      assertThat(open.ask(HEALTH).status()).isEqualTo(200);
      assertThat(log.rest()).isEmpty();
    }
  }

  /// In one go, so that nobody ever sees half of it.
  private Path replace(String name, String by) throws IOException {
    var written = Files.writeString(folder.resolve(name + ".new"), TestKeys.text(by));
    return Files.move(written, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void plainHttpAndGarbageOnThePortDisturbNobody() throws Exception {
    var random = new Random(7);
    try (var server = serve(TestKeys.files("ec.pem", "ec.key"));
        var log = new LogLines("");
        var open = connection(server.address(), "ec.pem")) {
      for (int i = 0; i < 200; i++) {
        var garbage = new byte[1 + random.nextInt(300)];
        random.nextBytes(garbage);
        if (i % 2 == 0) {
          // It begins as a hello does.
          System.arraycopy(
              new byte[] {22, 3, 1, 0, 40, 1}, 0, garbage, 0, Math.min(6, garbage.length));
        }
        sendAndForget(server.address(), garbage);
      }
      sendAndForget(
          server.address(),
          "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

      assertThat(open.ask(HEALTH).status()).isEqualTo(200);
      assertThat(log.rest()).allMatch(line -> line.startsWith("INFO request"));
    }
  }

  private static void sendAndForget(URI address, byte[] bytes) throws IOException {
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
          .doesNotContain("HTTP");
    } catch (IOException e) {
      // The server may close while the client still writes.
      assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|aborted).*");
    }
  }

  @Test
  void aClientThatDoesNotBelieveTheCertificateIsNoTrouble() throws Exception {
    try (var server = serve(TestKeys.files("ec.pem", "ec.key"))) {
      assertThatThrownBy(() -> connect(server.address(), "TLSv1.3", "rsa.pem"))
          .isInstanceOf(SSLException.class);
      try (var connection = connection(server.address(), "ec.pem")) {
        assertThat(connection.ask(HEALTH).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void anExpiredCertificateIsServedAndWarnedOf() throws Exception {
    try (var log = new LogLines(Tls.class.getName());
        var server = serve(TestKeys.files("expired.pem", "expired.key"))) {
      assertThat(server.address().getScheme()).isEqualTo("https");
      assertThat(log.next())
          .isEqualTo(
              "WARNING The certificate of CN=expired.test expired on 2020-01-11T00:00:00Z: clients will refuse it.");
      assertThat(log.rest()).isEmpty();
    }
  }

  @Test
  void withoutACertificateTheServerDoesNotStart() {
    assertThatThrownBy(() -> serve(TestKeys.files("ec.pem", "rsa.key")))
        .isInstanceOf(Unusable.class);
  }
}
