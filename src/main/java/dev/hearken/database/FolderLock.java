package dev.hearken.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The right to be the one server of a data folder. The operating system holds it and ends it with
/// the process, so it is never stale.
final class FolderLock implements AutoCloseable {
  // The operating system counts locks per process and drops all of them when the file is closed by
  // anybody in it: so a file that this process has locked is never opened a second time, not even
  // to be read.
  private static final Set<Path> HELD = new HashSet<>();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// The lock, or nothing while another process or another part of this one has it.
  static synchronized Optional<FolderLock> take(Path file) {
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    FolderLock taken = null;
    try {
      taken = open(file);
      return Optional.ofNullable(taken);
    } catch (IOException e) {
      throw new CannotStart(
          "The file %s cannot be locked (%s): set HEARKEN_DATA_DIR to a folder on a local disk."
              .formatted(file, e.getMessage()),
          e);
    } finally {
      if (taken == null) {
        HELD.remove(file);
      }
    }
  }

  private static @Nullable FolderLock open(Path file) throws IOException {
    var channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            Secrets.OWNER_ONLY);
    var locked = false;
    try {
      locked = channel.tryLock() != null;
      if (!locked) {
        return null;
      }
      tellHolder(channel);
      return new FolderLock(file, channel);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  /// Only for the sentence of whoever finds the folder locked: a full disk is no reason to do
  /// without the lock.
  private static void tellHolder(FileChannel channel) {
    try {
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException _) {
      // It is not known who holds it then.
    }
  }

  /// Which process has the lock, as far as it can be told.
  static synchronized Optional<String> holder(Path file) {
    if (HELD.contains(file)) {
      return Optional.of(String.valueOf(ProcessHandle.current().pid()));
    }
    try {
      return Optional.of(Files.readString(file).strip()).filter(pid -> !pid.isEmpty());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    synchronized (FolderLock.class) {
      try {
        channel.close();
      } catch (IOException _) {
        // The lock ends with the process at the latest.
      } finally {
        HELD.remove(file);
      }
    }
  }
}
