package dev.hearken.http;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// A block of addresses, such as `10.0.0.0/8` or `2001:db8::/32`; a single address is the smallest.
///
/// @param address its first address
/// @param bits how many bits all of its addresses have in common
record Network(InetAddress address, int bits) {
  private static final Pattern FOUR = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern BITS = Pattern.compile("\\d{1,3}");

  static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    var bits = slash < 0 ? "" : text.substring(slash + 1);
    return address(slash < 0 ? text : text.substring(0, slash))
        .flatMap(address -> {
          int most = address.getAddress().length * 8;
          if (slash < 0) {
            return Optional.of(new Network(address, most));
          }
          return BITS.matcher(bits).matches() && Integer.parseInt(bits) <= most
              ? Optional.of(new Network(address, Integer.parseInt(bits)))
              : Optional.empty();
        });
  }

  /// The address that a text is. Names are never looked up; an IPv4 address in the clothes of an
  /// IPv6 one is the IPv4 address.
  static Optional<InetAddress> address(String text) {
    if (!FOUR.matcher(text).matches() && !SIX.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// An address as people write it.
  static String shown(InetAddress address) {
    var text = address.getHostAddress();
    int scope = text.indexOf('%');
    return (scope < 0 ? text : text.substring(0, scope)).replaceFirst("(^|:)0(:0)+(:|$)", "::");
  }

  boolean contains(InetAddress other) {
    var mine = address.getAddress();
    var its = other.getAddress();
    if (mine.length != its.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if ((mine[bit / 8] & mask) != (its[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
