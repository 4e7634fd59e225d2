package dev.hearken.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/// Where the certificate and its key are found. The two may be one file.
///
/// @param certificate a PEM file of certificates, the server's own first
/// @param key a PEM file with its private key
/// @param every how long after a look at the files the next one follows
public record IdentityFiles(Path certificate, Path key, Duration every) {
  /// No chain of certificates is nearly as long.
  private static final int LARGEST = 1 << 20;

  /// How often a server looks.
  public static final Duration USUAL = Duration.ofSeconds(5);

  /// What the files hold at one moment.
  record Content(String certificate, String key) {}

  /// @throws Unusable when the files cannot be read, or make no identity
  public Identity read() {
    return identity(content());
  }

  Identity identity(Content content) {
    return Identity.of(content.certificate(), content.key(), this);
  }

  Content content() {
    return new Content(text(certificate), text(key));
  }

  private static String text(Path file) {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new Unusable(
            "The file %s is larger than 1 MiB, so it is no PEM file.".formatted(file));
      }
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new Unusable("There is no file %s; it must be a PEM file.".formatted(file));
    } catch (AccessDeniedException e) {
      throw new Unusable("The file %s may not be read by this user.".formatted(file));
    } catch (IOException e) {
      throw new Unusable("The file %s cannot be read: %s.".formatted(file, e.getMessage()));
    }
  }
}
