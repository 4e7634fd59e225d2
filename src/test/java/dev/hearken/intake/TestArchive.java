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
  static final String FILE = "The file";
  static final String RECORDING = "The recording";

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
    return end(comments, emails, contents, recordings, 0);
  }

  TestArchive end(int comments, int emails, int contents, int recordings, int translations) {
    return file(
        "end.json",
        "{\"comments\":%d,\"emails\":%d,\"contents\":%d,\"translations\":%d,\"recordings\":%d,\"audit_events\":0}"
            .formatted(comments, emails, contents, translations, recordings));
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

  static String comment(String id, String more) {
    return """
    {"id":"%s","timestamp":"2026-01-31T12:00:00.000000+00:00","messages":[{"body":{"text":"x"}}]%s}
    """
        .formatted(id, more);
  }

  /// Of a comment with that text.
  static String translation(String id, String text, String translated) {
    return """
    {"id":"%s","messages":[{"body":{"text":"%s","translated_from":"%s"},"language":"es"}]}
    """
        .formatted(id, translated, text);
  }

  static String attachments() {
    return ",\"attachments\":[{\"name\":\"a.txt\",\"size\":8,\"content_type\":\"text/plain\",\"content_hash\":\"%s\"}]"
        .formatted(sha256(FILE));
  }

  /// With everything that an archive may have.
  static TestArchive full() {
    return new TestArchive()
        .file("export.json", HEAD)
        .file("project.json", "{\"name\":\"old\",\"title\":\"Old\",\"description\":\"D\"}\n")
        .file(
            "buckets.jsonl",
            "{\"owner\":\"old\",\"name\":\"mail\",\"title\":\"Mail\",\"bucket_type\":\"emails\",\"retention\":{\"days\":9,\"by\":\"arrival\",\"include_annotated\":false}}\n")
        .file(
            "sources.jsonl",
            """
            {"owner":"old","name":"letters","title":"L","bucket":"old/mail"}
            {"owner":"old","name":"reviews","title":"R","description":"About","language":"de","should_translate":true,"sensitive_properties":["string:Name"],"_kind":"chat","retention":{"days":9999,"by":"timestamp","include_annotated":true}}
            """)
        .file(
            "buckets/mail/emails-00001.jsonl",
            "{\"id\":\"m1\",\"mailbox\":\"m\",\"timestamp\":\"2026-01-31T12:00:00Z\",\"mime_content\":\"Subject: s\\n\\nhello\"}\n")
        .file("buckets/mail/times-00001.jsonl", "{\"id\":\"m1\"}\n")
        .file("sources/reviews/contents/" + sha256(FILE), FILE)
        .file("sources/reviews/contents/" + sha256(RECORDING), RECORDING)
        .file(
            "sources/reviews/comments-00001.jsonl", comment("a", attachments()) + comment("b", ""))
        .file("sources/reviews/times-00001.jsonl", "{\"id\":\"a\"}\n")
        .file("sources/reviews/translations-00001.jsonl", translation("a", "x", "The x"))
        .file("sources/reviews/comments-00002.jsonl", comment("c", ""))
        .file(
            "sources/reviews/recordings-00001.jsonl",
            "{\"comment_id\":\"b\",\"content_hash\":\"%s\",\"content_type\":\"audio/wav\",\"file_name\":\"b.wav\"}\n"
                .formatted(sha256(RECORDING)))
        .file("audit-00001.jsonl", "{}\n")
        .end(3, 1, 2, 1, 1);
  }
}
