package dev.hearken.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/// The two passwords of the embedded database, in a file that only its owner may read: the first
/// line is the superuser's, because `initdb` reads no further, the second is the server's.
record Secrets(String superuser, String server) {
  static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final int BYTES = 32;

  static Secrets random() {
    return new Secrets(password(), password());
  }

  private static String password() {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// @throws IOException also when the file is there but incomplete
  static Secrets read(Path file) throws IOException {
    var lines = Files.readAllLines(file);
    if (lines.size() < 2 || lines.get(0).isBlank() || lines.get(1).isBlank()) {
      throw new IOException(file + " does not hold two passwords");
    }
    if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY.value())) {
      Files.setPosixFilePermissions(file, OWNER_ONLY.value());
    }
    return new Secrets(lines.get(0), lines.get(1));
  }

  /// Writes the file so that it is there whole or not at all.
  void write(Path file) throws IOException {
    var unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    try (var channel =
        FileChannel.open(
            unfinished,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OWNER_ONLY)) {
      channel.write(
          ByteBuffer.wrap((superuser + "\n" + server + "\n").getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Passwords never show in a log.
  @Override
  public String toString() {
    return "Secrets[…]";
  }
}
