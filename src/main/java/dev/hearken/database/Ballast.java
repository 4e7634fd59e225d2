package dev.hearken.database;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;

/// Disk space kept back for the day when there is none left: PostgreSQL whose log found no room has
/// ended, and cannot recover without some. Then this file is given up.
///
/// It has the size of two segments of PostgreSQL's log: one for what recovery has to write, one for
/// what comes after.
final class Ballast {
  private static final System.Logger LOG = System.getLogger(Ballast.class.getName());
  private static final int SEGMENT = 16 << 20;
  private static final int SIZE = 2 * SEGMENT;

  /// So much must be left beside it when it is made, else it would be given up again soon.
  private static final long SPARE = 64L << 20;

  private final Path file;
  private boolean toldThatFull;

  Ballast(Path file) {
    this.file = file;
  }

  boolean isThere() {
    return Files.exists(file);
  }

  /// Is there less room than PostgreSQL takes at once for its log? Says so in the log when it
  /// changes.
  boolean diskIsFull() {
    long left = room();
    boolean full = left < SEGMENT;
    if (full && !toldThatFull) {
      LOG.log(
          Level.WARNING,
          () ->
              "The disk of %s is full (%d MB left): writes are refused until there is room"
                  .formatted(file.getParent(), left >> 20));
      toldThatFull = true;
    } else if (toldThatFull && left > SPARE) {
      LOG.log(Level.INFO, () -> "The disk of %s has room again".formatted(file.getParent()));
      toldThatFull = false;
    }
    return full;
  }

  private long room() {
    try {
      return Files.getFileStore(file.getParent()).getUsableSpace();
    } catch (IOException _) {
      // Unknown: nothing is done about it.
      return Long.MAX_VALUE;
    }
  }

  /// Gives the space up.
  ///
  /// @return whether there was any
  boolean release() {
    try {
      boolean released = Files.deleteIfExists(file);
      if (released) {
        LOG.log(
            Level.WARNING,
            () ->
                "Freed the ballast of %d MB in %s, so that the database can start on the full disk"
                    .formatted(SIZE >> 20, file));
      }
      return released;
    } catch (IOException e) {
      LOG.log(Level.WARNING, () -> "The ballast cannot be freed: " + e.getMessage());
      return false;
    }
  }

  /// Makes it, if it is missing and there is enough room.
  ///
  /// @return whether it is there
  boolean make() {
    if (isThere()) {
      return true;
    }
    var unfinished = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(unfinished);
      if (room() < SIZE + SPARE) {
        return false;
      }
      fill(unfinished);
      DataFolder.sync(unfinished);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> "No ballast yet: " + e.getMessage());
      return false;
    }
  }

  private static void fill(Path unfinished) throws IOException {
    // Random, for some file systems keep what is alike only once.
    var random = new SplittableRandom();
    var bytes = new byte[64 << 10];
    try (var out = new BufferedOutputStream(Files.newOutputStream(unfinished), bytes.length)) {
      for (int written = 0; written < SIZE; written += bytes.length) {
        random.nextBytes(bytes);
        out.write(bytes);
      }
    }
  }
}
