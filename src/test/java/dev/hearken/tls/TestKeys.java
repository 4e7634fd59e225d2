package dev.hearken.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Keys and certificates as OpenSSL writes them.
public final class TestKeys {
  private static final Path FOLDER = Path.of("src/test/resources/dev/hearken/tls");

  private TestKeys() {}

  public static Path file(String name) {
    return FOLDER.resolve(name);
  }

  public static String text(String name) {
    try {
      return Files.readString(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Looked at so often that no test waits for it.
  public static IdentityFiles files(Path certificate, Path key) {
    return new IdentityFiles(certificate, key, Duration.ofMillis(20));
  }

  public static IdentityFiles files(String certificate, String key) {
    return files(file(certificate), file(key));
  }

  /// What a client has that believes the holders of these certificates alone.
  public static SSLContext believing(String... certificates) {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (var name : certificates) {
        try (var in = Files.newInputStream(file(name))) {
          store.setCertificateEntry(
              name, CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), new SecureRandom());
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
