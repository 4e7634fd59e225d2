package dev.hearken.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// As much of the binary form of keys as it takes to put the older forms of a private key into the
/// newer one, which is the only one that Java reads.
final class Der {
  private static final int INTEGER = 0x02;
  private static final int OCTETS = 0x04;
  private static final int OBJECT_ID = 0x06;
  private static final int SEQUENCE = 0x30;

  /// In an elliptic key, what says on which curve it is.
  private static final int CURVE = 0xa0;

  private static final byte[] RSA = {
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };
  private static final byte[] ELLIPTIC = {
    0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01
  };
  private static final byte[] VERSION_0 = {INTEGER, 1, 0};

  private Der() {}

  /// PKCS#8 around an RSA key of PKCS#1.
  static byte[] aroundRsa(byte[] key) {
    return around(RSA, key);
  }

  /// PKCS#8 around an elliptic key of SEC 1; empty when that does not name its curve.
  static Optional<byte[]> aroundElliptic(byte[] key) {
    return curve(ByteBuffer.wrap(key)).map(curve -> around(join(ELLIPTIC, curve), key));
  }

  private static byte[] around(byte[] algorithm, byte[] key) {
    return element(
        SEQUENCE, join(join(VERSION_0, element(SEQUENCE, algorithm)), element(OCTETS, key)));
  }

  private static Optional<byte[]> curve(ByteBuffer key) {
    if (!key.hasRemaining() || (key.get() & 0xff) != SEQUENCE || length(key) > key.remaining()) {
      return Optional.empty();
    }
    while (key.remaining() >= 2) {
      int tag = key.get() & 0xff;
      int length = length(key);
      if (length < 0 || length > key.remaining()) {
        return Optional.empty();
      }
      var content = new byte[length];
      key.get(content);
      if (tag == CURVE) {
        return Optional.of(content).filter(curve -> length > 2 && curve[0] == OBJECT_ID);
      }
    }
    return Optional.empty();
  }

  /// -1 for one that is no length of anything that fits in memory.
  private static int length(ByteBuffer from) {
    int first = from.hasRemaining() ? from.get() & 0xff : 0xff;
    if (first < 0x80) {
      return first;
    }
    int octets = first - 0x80;
    if (octets > 3 || octets > from.remaining()) {
      return -1;
    }
    int length = 0;
    for (int i = 0; i < octets; i++) {
      length = (length << 8) | (from.get() & 0xff);
    }
    return length;
  }

  private static byte[] element(int tag, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      int octets = content.length > 0xffff ? 3 : content.length > 0xff ? 2 : 1;
      out.write(0x80 + octets);
      for (int i = octets - 1; i >= 0; i--) {
        out.write(content.length >> (8 * i));
      }
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] join(byte[] one, byte[] other) {
    var both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
