package dev.hearken.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/// The passwords of the embedded database: random, in a file that only its owner may read.
record Secrets(String superuser, String server) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /// Reads the file, or makes it. The superuser's password comes first, where `initdb` looks for
  /// it.
  static Secrets at(Path file) {
    try {
      if (Files.notExists(file)) {
        write(file);
      }
      var lines = Files.readAllLines(file);
      return new Secrets(lines.get(0), lines.get(1));
    } catch (IOException | IndexOutOfBoundsException e) {
      throw new CannotStart(
          "The file %s cannot be read, which holds the passwords of the embedded database."
              .formatted(file),
          e);
    }
  }

  private static void write(Path file) throws IOException {
    var unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(unfinished, List.of(random(), random()));
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String random() {
    var bits = new byte[32];
    RANDOM.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  @Override
  public String toString() {
    return "Secrets";
  }
}
