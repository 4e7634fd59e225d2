package dev.hearken.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;

/// The proxies in front of the server whose word on their clients is taken. Anybody can write the
/// headers in which a proxy says on whose behalf it asks; they count only as far as those who wrote
/// them are known.
public final class TrustedProxies {
  /// Nobody's word is taken.
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private final List<Network> networks;

  private TrustedProxies(List<Network> networks) {
    this.networks = List.copyOf(networks);
  }

  /// Reads addresses and networks separated by commas; empty when one of them is none.
  public static Optional<TrustedProxies> parse(String text) {
    var networks = new ArrayList<Network>();
    for (var each : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      var network = Network.parse(each.strip());
      if (network.isEmpty()) {
        return Optional.empty();
      }
      networks.add(network.get());
    }
    return Optional.of(new TrustedProxies(networks));
  }

  public boolean isEmpty() {
    return networks.isEmpty();
  }

  /// Who asked, as far as it is known for certain.
  ///
  /// @param scheme what he spoke, to us or to the proxy
  record Client(String address, String scheme) {}

  Client client(Request request) {
    var scheme = request.isSecure() ? "https" : "http";
    if (!(request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress socket)
        || socket.getAddress() == null) {
      return new Client("unknown", scheme);
    }
    return client(socket.getAddress(), scheme, request.getHeaders());
  }

  Client client(InetAddress socket, String scheme, HttpFields headers) {
    if (!isTrusted(socket)) {
      return new Client(Network.shown(socket), scheme);
    }
    // A proxy writes one kind of header and lets the other pass as its client wrote it. Nearly all
    // write X-Forwarded-For; so where that is, Forwarded is not looked at.
    var plain = words(headers, "X-Forwarded-For");
    var standard = words(headers, "Forwarded");
    if (plain.isEmpty() && !standard.isEmpty()) {
      return last(
          socket, scheme, standard.stream().map(TrustedProxies::forwarded).toList().reversed());
    }
    var schemes = words(headers, "X-Forwarded-Proto");
    return last(
        socket,
        schemes.isEmpty() ? scheme : scheme(schemes.getLast()).orElse(scheme),
        plain.stream().map(word -> new Hop(address(word), Optional.empty())).toList().reversed());
  }

  /// Each proxy adds the one that it was asked by at the end; so what is at the end can be
  /// believed, and each one before it as far as all behind it are trusted.
  ///
  /// @param hops the last one first
  private Client last(InetAddress socket, String scheme, List<Hop> hops) {
    var client = new Client(Network.shown(socket), scheme);
    for (var hop : hops) {
      if (hop.address().isEmpty()) {
        break;
      }
      client = new Client(Network.shown(hop.address().get()), hop.scheme().orElse(client.scheme()));
      if (!isTrusted(hop.address().get())) {
        break;
      }
    }
    return client;
  }

  private boolean isTrusted(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /// What one proxy said of the one that asked it.
  private record Hop(Optional<InetAddress> address, Optional<String> scheme) {}

  /// The words of a list in the order in which they were added, over all lines of that name. A
  /// comma counts in quotes too: or a quote that a client opened and never closed would swallow
  /// what the proxy added behind it.
  private static List<String> words(HttpFields headers, String name) {
    return headers.getValuesList(name).stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /// One element of `Forwarded`, such as `for="[2001:db8::1]:4711";proto=https`.
  private static Hop forwarded(String element) {
    Optional<InetAddress> address = Optional.empty();
    Optional<String> scheme = Optional.empty();
    for (var pair : element.split(";", -1)) {
      int equals = pair.indexOf('=');
      var name = pair.substring(0, Math.max(equals, 0)).strip().toLowerCase(Locale.ROOT);
      var value = pair.substring(equals + 1).strip().replace("\"", "");
      switch (name) {
        case "for" -> address = address(value);
        case "proto" -> scheme = scheme(value);
        default -> {}
      }
    }
    return new Hop(address, scheme);
  }

  /// With or without a port, which an IPv6 address has only behind brackets.
  private static Optional<InetAddress> address(String word) {
    var text = word.replace("\"", "").strip();
    if (text.startsWith("[") && text.contains("]")) {
      return Network.address(text.substring(1, text.indexOf(']')));
    }
    int colon = text.indexOf(':');
    return Network.address(
        colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text);
  }

  private static Optional<String> scheme(String word) {
    var text = word.toLowerCase(Locale.ROOT);
    return text.equals("http") || text.equals("https") ? Optional.of(text) : Optional.empty();
  }
}
