package dev.hearken.archive;

import dev.hearken.http.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Writes the files of an archive, one after the other: a tar of the POSIX kind.
final class ArchiveWriter {
  private final TarArchiveOutputStream tar;
  private final Date at;

  /// @param out is not closed
  /// @param at when it is made
  ArchiveWriter(OutputStream out, Instant at) {
    this.tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
    this.at = Date.from(at);
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
  }

  /// Writes what a file consists of.
  @FunctionalInterface
  interface Writing {
    void to(OutputStream out) throws IOException;
  }

  /// A file of this size.
  void file(String name, long size, Writing writing) throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setModTime(at);
    entry.setIds(0, 0);
    entry.setNames("", "");
    tar.putArchiveEntry(entry);
    writing.to(tar);
    tar.closeArchiveEntry();
  }

  /// A file that was gathered, which begins anew then.
  void file(String name, Gathered content) throws IOException {
    file(name, content.size(), content::copy);
    content.clear();
  }

  /// A file of one line of JSON.
  void json(String name, Object value) throws IOException {
    var bytes = Json.bytes(value);
    file(
        name,
        bytes.length + 1L,
        out -> {
          out.write(bytes);
          out.write('\n');
        });
  }

  /// Nothing follows.
  void end() throws IOException {
    tar.finish();
  }
}
