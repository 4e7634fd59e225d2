package dev.hearken.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// The folder that holds everything of the embedded database: `lock`, `secret`, `ballast`,
/// `runtime-…` and `pg`. Nobody but its owner may enter it.
///
/// @param path the real path
/// @param uid the user this process runs as
/// @param hasName whether that user has an entry in the system's list of users; in containers often
///   not
/// @param owner the user the folder belongs to
record DataFolder(Path path, int uid, boolean hasName, int owner) {
  private static final String PRIVATE = "rwx------";

  /// The user `nobody` of nearly every system, which has no other files.
  static final int NOBODY = 65534;

  static final int ROOT = 0;

  Path lock() {
    return path.resolve("lock");
  }

  Path secret() {
    return path.resolve("secret");
  }

  Path ballast() {
    return path.resolve("ballast");
  }

  Path cluster() {
    return path.resolve("pg");
  }

  /// Makes the folder if need be, closes it to others and makes sure that this process may write in
  /// it.
  ///
  /// @throws CannotStart when it may not
  static DataFolder open(Path wanted) {
    var path = wanted.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path.getParent() == null ? path : path.getParent());
        // Not createDirectory, for another server may be making it at this moment.
        Files.createDirectories(
            path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)));
      }
      return examine(path.toRealPath());
    } catch (FileAlreadyExistsException | NotDirectoryException e) {
      throw new CannotStart(
          "The data folder %s cannot be made, for %s is a file: remove it or set HEARKEN_DATA_DIR to another folder."
              .formatted(path, e.getMessage()),
          e);
    } catch (AccessDeniedException e) {
      throw notWritable(path, e);
    } catch (IOException e) {
      throw new CannotStart(
          "The data folder %s cannot be used (%s): make room or repair it, or set HEARKEN_DATA_DIR to another folder."
              .formatted(path, e.getMessage()),
          e);
    }
  }

  private static DataFolder examine(Path path) throws IOException {
    // A new file shows both who this process is and that it may write here.
    var probe = Files.createTempFile(path, "probe", "");
    int uid;
    boolean hasName;
    try {
      uid = uidOf(probe);
      hasName = !Files.getOwner(probe).getName().equals(String.valueOf(uid));
    } finally {
      Files.delete(probe);
    }
    var owner = uidOf(path);
    if (owner != uid && uid == ROOT && owner != NOBODY && isEmpty(path)) {
      Files.setAttribute(path, "unix:uid", uid);
      owner = uid;
    }
    if (owner != uid && !(uid == ROOT && owner == NOBODY)) {
      throw new CannotStart(
          "The data folder %s belongs to the user %s, but the server runs as %s: start it as that user, or set HEARKEN_DATA_DIR to another folder."
              .formatted(path, Files.getOwner(path), System.getProperty("user.name")));
    }
    var permissions = PosixFilePermissions.fromString(PRIVATE);
    if (!Files.getPosixFilePermissions(path).equals(permissions)) {
      Files.setPosixFilePermissions(path, permissions);
    }
    return new DataFolder(path, uid, hasName, owner);
  }

  private static CannotStart notWritable(Path path, IOException cause) {
    return new CannotStart(
        "The data folder %s is not writable for the user %s: give it to that user (chown), or set HEARKEN_DATA_DIR to another folder."
            .formatted(path, System.getProperty("user.name")),
        cause);
  }

  /// The same folder after everything in it has been handed to another user.
  DataFolder ownedBy(int newOwner) throws IOException {
    give(path, newOwner);
    return new DataFolder(path, uid, hasName, newOwner);
  }

  static void give(Path file, int newOwner) throws IOException {
    Files.setAttribute(file, "unix:uid", newOwner);
    Files.setAttribute(file, "unix:gid", newOwner);
  }

  static int uidOf(Path file) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:uid");
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    }
  }

  /// Deletes what earlier starts left under names that fit the pattern, except `kept`. What cannot
  /// be deleted now, as when a program that was orphaned a moment ago still writes into it, waits
  /// for the next start.
  void sweep(String pattern, @Nullable Path kept) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, pattern)) {
      for (var entry : entries) {
        if (!entry.equals(kept)) {
          try {
            deleteTree(entry);
          } catch (IOException _) {
            // Swept the next time.
          }
        }
      }
    }
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Makes sure that a power cut does not undo what was just written or renamed.
  static void sync(Path fileOrFolder) throws IOException {
    try (var channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
