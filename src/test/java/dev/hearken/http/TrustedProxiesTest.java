package dev.hearken.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.RawConnection;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private static final TrustedProxies PROXIES =
      TrustedProxies.parse("127.0.0.1, 10.0.0.0/8, 2001:db8::/32").orElseThrow();

  private static TrustedProxies.Client client(String socket, String... headers) {
    var fields = HttpFields.build();
    for (int i = 0; i < headers.length; i += 2) {
      fields.add(headers[i], headers[i + 1]);
    }
    return PROXIES.client(InetAddress.ofLiteral(socket), "http", fields);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.7 | 203.0.113.9 | 192.0.2.7",
        "127.0.0.1 | 203.0.113.9 | 203.0.113.9",
        "::ffff:127.0.0.1 | 203.0.113.9 | 203.0.113.9",
        "2001:db8::5 | 203.0.113.9 | 203.0.113.9",
        "2001:db9::5 | 203.0.113.9 | 2001:db9::5",
        "127.0.0.1 | 198.51.100.1, 203.0.113.9 | 203.0.113.9",
        "127.0.0.1 | 198.51.100.1, 203.0.113.9, 10.1.2.3,10.4.5.6 | 203.0.113.9",
        "127.0.0.1 | 10.1.2.3, 10.4.5.6 | 10.1.2.3",
        "127.0.0.1 | 203.0.113.9:4711 | 203.0.113.9",
        "127.0.0.1 | [2001:db9::1]:4711 | 2001:db9::1",
        "127.0.0.1 | 2001:db9::1 | 2001:db9::1",
        "127.0.0.1 | 203.0.113.9, unknown | 127.0.0.1",
        "127.0.0.1 | 203.0.113.9, localhost, 10.4.5.6 | 10.4.5.6",
        "127.0.0.1 | 203.0.113.9, fe80::1%eth0 | 127.0.0.1",
        "127.0.0.1 | 203.0.113.9, 1 | 127.0.0.1",
        "127.0.0.1 | '' | 127.0.0.1",
        "127.0.0.1 | , , | 127.0.0.1",
        "127.0.0.1 | \"198.51.100.1, 203.0.113.9 | 203.0.113.9",
      })
  void theClientIsTheLastOneThatIsNotTrusted(String socket, String header, String address) {
    assertThat(client(socket, "X-Forwarded-For", header).address()).isEqualTo(address);
  }

  @Test
  void linesOfOneHeaderAreOneList() {
    assertThat(
            client(
                    "127.0.0.1",
                    "X-Forwarded-For",
                    "198.51.100.1",
                    "X-Forwarded-For",
                    "203.0.113.9, 10.0.0.1")
                .address())
        .isEqualTo("203.0.113.9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for=203.0.113.9 | 203.0.113.9 | http",
        "For=\"[2001:db9::17]:4711\";Proto=HTTPS;by=203.0.113.43 | 2001:db9::17 | https",
        "for=198.51.100.1;proto=http, for=203.0.113.9;proto=https, for=10.0.0.1;proto=http"
            + " | 203.0.113.9 | https",
        "for=203.0.113.9, for=_hidden | 127.0.0.1 | http",
        "proto=https | 127.0.0.1 | http",
        "for=203.0.113.9;proto=gopher | 203.0.113.9 | http",
      })
  void theStandardHeaderIsReadToo(String header, String address, String scheme) {
    assertThat(client("127.0.0.1", "Forwarded", header))
        .isEqualTo(new TrustedProxies.Client(address, scheme));
  }

  @Test
  void aStandardHeaderThatAProxyLetPassDoesNotCountBesideItsOwn() {
    assertThat(
            client("127.0.0.1", "Forwarded", "for=1.2.3.4", "X-Forwarded-For", "203.0.113.9")
                .address())
        .isEqualTo("203.0.113.9");
  }

  @Test
  void theSchemeIsTheProxysWordToo() {
    assertThat(
            client("127.0.0.1", "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https")
                .scheme())
        .isEqualTo("https");
    assertThat(
            client("192.0.2.7", "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https")
                .scheme())
        .isEqualTo("http");
    assertThat(
            client(
                    "127.0.0.1",
                    "X-Forwarded-For",
                    "203.0.113.9",
                    "X-Forwarded-Proto",
                    "https, http")
                .scheme())
        .isEqualTo("http");
  }

  @Test
  void aProxyMaySayTheSchemeAlone() {
    assertThat(client("127.0.0.1", "X-Forwarded-Proto", "https"))
        .isEqualTo(new TrustedProxies.Client("127.0.0.1", "https"));
    assertThat(client("127.0.0.1", "Forwarded", "for=203.0.113.9", "X-Forwarded-Proto", "https"))
        .isEqualTo(new TrustedProxies.Client("203.0.113.9", "http"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.1",
        "10.1.2.3/8",
        "0.0.0.0/0",
        "::/0",
        "::1, 10.0.0.0/8",
        "::ffff:10.0.0.1"
      })
  void addressesAndNetworksCanBeTrusted(String text) {
    assertThat(TrustedProxies.parse(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "10.0.0.0/33",
        "::/129",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0/8",
        "10",
        "256.0.0.1",
        "fe80::1%eth0",
        ",",
        "10.0.0.1,",
        "10.0.0.1 10.0.0.2",
        "*"
      })
  void nothingElseCan(String text) {
    assertThat(TrustedProxies.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:0:0:0:0:0:1, 2001:db8::1",
    "0:0:0:0:0:0:0:1, ::1",
    "0:0:0:0:0:0:0:0, ::",
    "fe80:0:0:0:1:2:3:4, fe80::1:2:3:4",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
    "10.0.0.1, 10.0.0.1",
  })
  void addressesAreShownAsPeopleWriteThem(String address, String shown) {
    assertThat(Network.shown(InetAddress.ofLiteral(address))).isEqualTo(shown);
  }

  @Test
  void theLineOfARequestSaysWhereItCameFrom() throws Exception {
    assertThat(line(TrustedProxies.NONE)).contains("client=127.0.0.1, scheme=http");
    assertThat(line(PROXIES)).contains("client=203.0.113.9, scheme=https");
  }

  private static String line(TrustedProxies proxies) throws Exception {
    var listener =
        new Listener("127.0.0.1", 0, "", Optional.empty(), proxies, Origins.NONE, Limits.STANDARD);
    try (var server = Server.start(listener, List.of(), _ -> Optional.empty());
        var log = new LogLines("hearken.request");
        var connection = new RawConnection(server.address())) {
      var _ =
          connection.ask(
              "GET / HTTP/1.1",
              "Host: x",
              "X-Forwarded-For: 1.2.3.4, 203.0.113.9",
              "X-Forwarded-Proto: https");
      return log.next();
    }
  }
}
