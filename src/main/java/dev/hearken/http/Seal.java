package dev.hearken.http;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Makes texts that clients send back and cannot make themselves: some bytes, sealed with the key
/// of the installation, so that each server on the same database takes those of the others.
public final class Seal {
  private static final String SEALING = "HmacSHA256";
  private static final int LENGTH = 12;

  private final Supplier<byte[]> key;

  /// To be copied: looking for a new one and giving it the key takes longer than most seals.
  private volatile @Nullable Mac unused;

  /// @param key the installation's, which never changes; asked for at the first use
  public Seal(Supplier<byte[]> key) {
    this.key = key;
  }

  /// @param use what the text is for: it is good for nothing else
  public String close(String use, byte[] content) {
    var sealed =
        ByteBuffer.allocate(LENGTH + content.length).put(mac(use, content)).put(content).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /// What is in a text that this installation gave out; nothing for any other text.
  public Optional<byte[]> open(String use, String text) {
    try {
      var sealed = Base64.getUrlDecoder().decode(text);
      var content = Arrays.copyOfRange(sealed, Math.min(LENGTH, sealed.length), sealed.length);
      return sealed.length > LENGTH
              && MessageDigest.isEqual(mac(use, content), Arrays.copyOf(sealed, LENGTH))
          ? Optional.of(content)
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private byte[] mac(String use, byte[] content) {
    try {
      var mac = (Mac) unused().clone();
      mac.update(Json.bytes(use));
      return Arrays.copyOf(mac.doFinal(content), LENGTH);
    } catch (GeneralSecurityException | CloneNotSupportedException e) {
      throw new IllegalStateException("This Java lacks " + SEALING, e);
    }
  }

  private Mac unused() throws GeneralSecurityException {
    var present = unused;
    if (present == null) {
      present = Mac.getInstance(SEALING);
      present.init(new SecretKeySpec(key.get(), SEALING));
      unused = present;
    }
    return present;
  }
}
