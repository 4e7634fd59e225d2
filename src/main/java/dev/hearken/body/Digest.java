package dev.hearken.body;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The first 16 bytes of SHA-256: enough that no two texts ever meet, also when somebody looks for
/// two that do among all he can send.
public final class Digest {
  public static final int LENGTH = 16;

  private Digest() {}

  /// Of one text: the key of an id.
  public static byte[] of(String text) {
    return cut(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// Of one text in UTF-8.
  public static byte[] of(ByteBuffer text) {
    var sha = sha256();
    sha.update(text.duplicate());
    return cut(sha.digest());
  }

  /// Of several texts, of which some may not be there.
  public static byte[] of(@Nullable String... texts) {
    var sha = sha256();
    for (var text : texts) {
      var bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
      sha.update(ByteBuffer.allocate(4).putInt(text == null ? -1 : bytes.length).flip());
      sha.update(bytes);
    }
    return cut(sha.digest());
  }

  /// What no digest is behind.
  public static byte[] behindAll() {
    var key = new byte[LENGTH + 1];
    Arrays.fill(key, (byte) 0xff);
    return key;
  }

  private static byte[] cut(byte[] whole) {
    return Arrays.copyOf(whole, LENGTH);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256", e);
    }
  }
}
