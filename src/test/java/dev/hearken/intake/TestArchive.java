package dev.hearken.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// An archive that is made file by file, right or wrong.
public final class TestArchive {
  static final String HEAD = "{\"format\":1,\"hearken\":\"0\",\"project\":\"old\"}\n";

  private final Map<String, byte[]> files = new LinkedHashMap<>();

  /// A project with one source, which is called `reviews`.
  static TestArchive ofSource(String settings) {
    return new TestArchive()
        .file("export.json", HEAD)
        .file("project.json", "{\"name\":\"old\",\"title\":\"Old\",\"description\":\"D\"}\n")
        .file("sources.jsonl", "{\"owner\":\"old\",\"name\":\"reviews\"" + settings + "}\n");
  }

  static String sha256(String text) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// With nothing but comments, for a source that is there.
  ///
  /// @param lines one comment on each
  public static String ofComments(String source, String lines) {
    var count = (int) lines.lines().count();
    return new TestArchive()
        .file("export.json", HEAD)
        .file("sources/" + source + "/comments-00001.jsonl", lines)
        .end(count, 0, 0, 0)
        .text();
  }

  /// With nothing at all.
  public static String empty() {
    return new TestArchive().file("export.json", HEAD).end(0, 0, 0, 0).text();
  }

  private String text() {
    try {
      return new String(bytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TestArchive file(String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  TestArchive end(int comments, int emails, int contents, int recordings) {
    return file(
        "end.json",
        "{\"comments\":%d,\"emails\":%d,\"contents\":%d,\"recordings\":%d,\"audit_events\":0}"
            .formatted(comments, emails, contents, recordings));
  }

  byte[] bytes() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
      for (var file : files.entrySet()) {
        var entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        entry.setModTime(0L);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }

  byte[] packed() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes());
    }
    return out.toByteArray();
  }
}
