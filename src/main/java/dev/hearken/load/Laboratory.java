package dev.hearken.load;

import dev.hearken.database.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A server in a temporary folder, of which nothing is left in the end, also when the process is
/// told to stop before.
public final class Laboratory implements AutoCloseable {
  private final Path folder;
  private final Subject subject;
  private final Thread hook = new Thread(this::clear, "end of bench");
  private boolean cleared;

  private Laboratory(Path folder, Subject subject) {
    this.folder = folder;
    this.subject = subject;
  }

  public static Laboratory open(Subject.Opening opening) throws IOException {
    var folder = Files.createTempDirectory("hearken-bench");
    try {
      var laboratory = new Laboratory(folder, opening.in(folder));
      Runtime.getRuntime().addShutdownHook(laboratory.hook);
      return laboratory;
    } catch (IOException | RuntimeException e) {
      EmbeddedDatabase.delete(folder);
      throw e;
    }
  }

  public Subject subject() {
    return subject;
  }

  @Override
  public void close() {
    clear();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook finds nothing left to do.
    }
  }

  private synchronized void clear() {
    if (cleared) {
      return;
    }
    cleared = true;
    subject.close();
    try {
      EmbeddedDatabase.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " cannot be removed", e);
    }
  }
}
