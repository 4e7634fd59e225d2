package dev.hearken.http;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Where a page ended, as a text that clients send back and cannot make themselves: the key of its
/// last row, sealed with the key of the installation, so that each server on the same database
/// takes those of the others.
public final class Continuations {
  private static final String SEALING = "HmacSHA256";
  private static final int SEAL = 12;

  private final Supplier<byte[]> key;
  private volatile @Nullable SecretKeySpec known;

  /// @param key the installation's, which never changes; asked for at the first use
  public Continuations(Supplier<byte[]> key) {
    this.key = key;
  }

  /// @param list which list it belongs to: it opens no other
  /// @param position the key of the last row
  public String seal(String list, byte[] position) {
    var sealed =
        ByteBuffer.allocate(SEAL + position.length).put(mac(list, position)).put(position).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /// The position in a continuation that this installation gave out.
  ///
  /// @throws Refusal.Invalid for any other text
  public byte[] open(String list, String continuation) {
    try {
      var sealed = Base64.getUrlDecoder().decode(continuation);
      var position = Arrays.copyOfRange(sealed, Math.min(SEAL, sealed.length), sealed.length);
      if (sealed.length > SEAL
          && MessageDigest.isEqual(mac(list, position), Arrays.copyOf(sealed, SEAL))) {
        return position;
      }
    } catch (IllegalArgumentException _) {
      // No base64: said below, as for any other text.
    }
    throw new Refusal.Invalid(
        "The continuation %s is none of this list: send the one that the page before ended with, or none to begin."
            .formatted(Shown.of(continuation)));
  }

  private byte[] mac(String list, byte[] position) {
    try {
      var mac = Mac.getInstance(SEALING);
      mac.init(key());
      mac.update(Json.bytes(list));
      return Arrays.copyOf(mac.doFinal(position), SEAL);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java lacks " + SEALING, e);
    }
  }

  private SecretKeySpec key() {
    var present = known;
    if (present == null) {
      present = new SecretKeySpec(key.get(), SEALING);
      known = present;
    }
    return present;
  }
}
