package dev.hearken.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// The folder in which the embedded database lives, open to its owner only.
record DataFolder(Path root) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  /// Makes the folder, or closes it to everybody else if it is there.
  static DataFolder prepare(Path path) {
    var root = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(root, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      if (!Files.getPosixFilePermissions(root).equals(OWNER_ONLY)) {
        Files.setPosixFilePermissions(root, OWNER_ONLY);
      }
    } catch (IOException e) {
      throw notWritable(root, e);
    }
    if (!Files.isWritable(root)) {
      throw notWritable(root, new AccessDeniedException(root.toString()));
    }
    return new DataFolder(root);
  }

  private static CannotStart notWritable(Path root, IOException cause) {
    return new CannotStart(
        "The data folder %s cannot be written: make it yours, or set HEARKEN_DATA_DIR to another folder."
            .formatted(root),
        cause);
  }

  /// The lock that keeps other servers out; empty when one of them has it. The kernel takes it back
  /// when its holder ends, however he ends.
  Optional<FileLock> lock() {
    try {
      var channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      var lock = tryLock(channel);
      if (lock.isEmpty()) {
        channel.close();
      }
      return lock;
    } catch (IOException e) {
      throw notWritable(root, e);
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    }
  }

  /// The cluster of PostgreSQL.
  Path cluster() {
    return root.resolve("pg");
  }

  /// The passwords of the superuser and of the server's role.
  Path secret() {
    return root.resolve("secret");
  }

  /// There once the server's role and database have been made.
  Path provisioned() {
    return root.resolve("provisioned");
  }

  PidFile pidFile() {
    return new PidFile(cluster().resolve("postmaster.pid"));
  }
}
