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

  /// To be copied: looking for a new one takes longer than most digests.
  private static final MessageDigest UNUSED = made();

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
    var pieces = new byte[texts.length] @Nullable [];
    int size = 0;
    for (int i = 0; i < texts.length; i++) {
      var text = texts[i];
      var piece = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
      pieces[i] = piece;
      size += Integer.BYTES + (piece == null ? 0 : piece.length);
    }
    var all = ByteBuffer.allocate(size);
    for (var piece : pieces) {
      if (piece == null) {
        all.putInt(-1);
      } else {
        all.putInt(piece.length).put(piece);
      }
    }
    return cut(sha256().digest(all.array()));
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
      return (MessageDigest) UNUSED.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("This Java cannot copy SHA-256", e);
    }
  }

  private static MessageDigest made() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256", e);
    }
  }
}
