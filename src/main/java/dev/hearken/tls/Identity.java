package dev.hearken.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Who the server is for its clients: a certificate with those that vouch for it, and the private
/// key that belongs to it.
///
/// @param chain the server's own certificate first, each followed by the one that signed it
public record Identity(List<X509Certificate> chain, PrivateKey key) {
  public Identity {
    chain = List.copyOf(chain);
  }

  /// @throws Unusable when the two texts make no identity; the message names the files
  static Identity of(String certificate, String key, IdentityFiles files) {
    var chain = certificates(certificate, files.certificate());
    for (int i = 1; i < chain.size(); i++) {
      if (!chain
          .get(i - 1)
          .getIssuerX500Principal()
          .equals(chain.get(i).getSubjectX500Principal())) {
        throw new Unusable(
            "Certificate %d in %s did not sign the one before it; the file must begin with the certificate of the server, each followed by the one that signed it."
                .formatted(i + 1, files.certificate()));
      }
    }
    var privateKey = KeyBlock.read(key, files.key());
    if (!belongTogether(privateKey, chain.getFirst().getPublicKey())) {
      throw new Unusable(
          "The private key in %s does not belong to the first certificate in %s (%s)."
              .formatted(files.key(), files.certificate(), name(chain.getFirst())));
    }
    return new Identity(chain, privateKey);
  }

  private static List<X509Certificate> certificates(String text, Path file) {
    var chain = new ArrayList<X509Certificate>();
    for (var block : Pem.blocks(text)) {
      if (block.label().equals("CERTIFICATE")) {
        try {
          chain.add(
              (X509Certificate)
                  CertificateFactory.getInstance("X.509")
                      .generateCertificate(new ByteArrayInputStream(block.content())));
        } catch (CertificateException | IllegalArgumentException e) {
          throw new Unusable(
              "Certificate %d in %s is damaged: %s."
                  .formatted(chain.size() + 1, file, e.getMessage()));
        }
      }
    }
    if (chain.isEmpty()) {
      throw new Unusable(
          "There is no certificate in %s; it must be a PEM file with a block that begins with -----BEGIN CERTIFICATE-----."
              .formatted(file));
    }
    return chain;
  }

  /// Only what the private key signed can be proved with its public one, whatever the kind.
  private static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) {
    var proof = "Do these two belong together?".getBytes(StandardCharsets.US_ASCII);
    try {
      var signature = Signature.getInstance(KeyBlock.algorithm(privateKey));
      signature.initVerify(publicKey);
      signature.update(proof);
      return signature.verify(KeyBlock.signed(privateKey, proof));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /// What is wrong with its dates, as a sentence: a server with such a certificate starts all the
  /// same, for its clients may know, and whoever renews it will not want to start it again.
  public Optional<String> outOfDate(Instant now) {
    var own = chain.getFirst();
    if (now.isAfter(own.getNotAfter().toInstant())) {
      return Optional.of(
          "The certificate of %s expired on %s: clients will refuse it."
              .formatted(name(own), own.getNotAfter().toInstant()));
    }
    if (now.isBefore(own.getNotBefore().toInstant())) {
      return Optional.of(
          "The certificate of %s holds only from %s on: clients will refuse it until then."
              .formatted(name(own), own.getNotBefore().toInstant()));
    }
    return Optional.empty();
  }

  /// A context that presents this identity. Sessions of another context cannot be resumed in it, so
  /// every client that comes back is shown this certificate.
  public SSLContext context() {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key, new char[0], chain.toArray(X509Certificate[]::new));
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, new SecureRandom());
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("The certificate and its key cannot be used", e);
    }
  }

  private static String name(X509Certificate certificate) {
    var subject = certificate.getSubjectX500Principal().getName();
    return subject.isEmpty() ? "serial number " + certificate.getSerialNumber() : subject;
  }

  /// Whose it is and until when it holds.
  @Override
  public String toString() {
    var own = chain.getFirst();
    return name(own) + " until " + own.getNotAfter().toInstant();
  }
}
