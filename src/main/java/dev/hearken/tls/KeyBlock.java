package dev.hearken.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/// The private key in a PEM file, in whichever of its usual forms: PKCS#8, PKCS#1 for RSA, SEC 1
/// for elliptic curves.
final class KeyBlock {
  private static final List<String> KINDS = List.of("RSA", "EC", "EdDSA");

  private KeyBlock() {}

  /// @param file where the text was found, for what is said of it
  static PrivateKey read(String text, Path file) {
    var block =
        Pem.blocks(text).stream()
            .filter(each -> each.label().endsWith("PRIVATE KEY"))
            .findFirst()
            .orElseThrow(() ->
                new Unusable(
                    "There is no private key in %s; it must be a PEM file with a block that begins with -----BEGIN PRIVATE KEY-----."
                        .formatted(file)));
    if (block.encrypted()) {
      throw new Unusable(
          "The private key in %s is encrypted; write it without a password: openssl pkey -in %s -out plain.pem."
              .formatted(file, file));
    }
    var key = key(pkcs8(block, file), file);
    try {
      // Some curves can be read, and nothing be signed on them.
      var _ = signed(key, new byte[1]);
    } catch (GeneralSecurityException e) {
      throw unreadable(file);
    }
    return key;
  }

  static byte[] signed(PrivateKey key, byte[] text) throws GeneralSecurityException {
    var signature = Signature.getInstance(algorithm(key));
    signature.initSign(key);
    signature.update(text);
    return signature.sign();
  }

  /// How such a key signs.
  static String algorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }

  private static byte[] pkcs8(Pem.Block block, Path file) {
    byte[] content;
    try {
      content = block.content();
    } catch (IllegalArgumentException e) {
      throw unreadable(file);
    }
    return switch (block.label()) {
      case "RSA PRIVATE KEY" -> Der.aroundRsa(content);
      case "EC PRIVATE KEY" -> Der.aroundElliptic(content).orElseThrow(() -> unreadable(file));
      default -> content;
    };
  }

  private static PrivateKey key(byte[] pkcs8, Path file) {
    for (var kind : KINDS) {
      try {
        return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (InvalidKeySpecException e) {
        // Perhaps it is of the next kind.
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
    throw unreadable(file);
  }

  private static Unusable unreadable(Path file) {
    return new Unusable(
        "The private key in %s cannot be read; it must be one for RSA, for EC (P-256, P-384, P-521) or for Ed25519, as openssl genpkey writes it."
            .formatted(file));
  }
}
