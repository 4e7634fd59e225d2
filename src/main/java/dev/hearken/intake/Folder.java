package dev.hearken.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// The files of a folder and of those in it, or the one file that it is, in the order of their
/// names. Hidden ones and links are passed over: they may lead anywhere, and in circles.
record Folder(Path root) {
  /// The files, of which no more is held than the names in the folders on the way.
  Iterator<Path> files() throws IOException {
    var way = new ArrayDeque<Iterator<Path>>();
    way.push(Files.isDirectory(root) ? children(root) : List.of(root).iterator());
    return new Walk(way);
  }

  /// The name of a file under the folder.
  String name(Path file) {
    var name = file.equals(root) ? file.getFileName() : root.relativize(file);
    return name.toString().replace(file.getFileSystem().getSeparator(), "/");
  }

  /// How many bytes all of them have.
  long bytes() throws IOException {
    long bytes = 0;
    for (var each = files(); each.hasNext(); ) {
      bytes += Files.size(each.next());
    }
    return bytes;
  }

  private static Iterator<Path> children(Path folder) throws IOException {
    var children = new ArrayList<Path>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (var each : all) {
        if (!each.getFileName().toString().startsWith(".")) {
          children.add(each);
        }
      }
    }
    Collections.sort(children);
    return children.iterator();
  }

  private static final class Walk implements Iterator<Path> {
    private final Deque<Iterator<Path>> way;
    private final ArrayDeque<Path> next = new ArrayDeque<>(1);

    Walk(Deque<Iterator<Path>> way) {
      this.way = way;
    }

    @Override
    public boolean hasNext() {
      while (next.isEmpty() && !way.isEmpty()) {
        if (way.peek().hasNext()) {
          enter(way.peek().next());
        } else {
          way.pop();
        }
      }
      return !next.isEmpty();
    }

    private void enter(Path path) {
      try {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          way.push(children(path));
        } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          next.add(path);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Path next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return next.remove();
    }
  }
}
