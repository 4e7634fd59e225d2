package dev.hearken.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// A bearer token. Only its hash is kept: SHA-256 without salt is enough, for a token is random and
/// not chosen by a person, and lets the database find it by index.
public record Token(String text) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /// A new token with 256 random bits.
  public static Token random() {
    var bits = new byte[32];
    RANDOM.nextBytes(bits);
    return new Token("hk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /// Says nothing of the token, so that it cannot slip into a log.
  @Override
  public String toString() {
    return "Token";
  }
}
