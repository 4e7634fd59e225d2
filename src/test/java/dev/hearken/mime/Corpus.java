package dev.hearken.mime;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// Real mails, as they were sent and as clients send them.
public final class Corpus {
  private Corpus() {}

  public static Map<String, byte[]> mails() throws IOException {
    var folder = System.getenv("HEARKEN_TEST_DATA");
    assumeTrue(folder != null, "HEARKEN_TEST_DATA names no folder of real mail");
    var mails = new TreeMap<String, byte[]>();
    var archive = Path.of(folder, "emails.tar.xz");
    try (var in =
        new TarArchiveInputStream(new XZCompressorInputStream(Files.newInputStream(archive)))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().endsWith(".eml")) {
          mails.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return mails;
  }

  /// What is stored of a mail that was read as Latin-1.
  static byte[] latin(byte[] sent) {
    return new String(sent, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8);
  }

  /// What is stored of a mail of which each byte beyond ASCII became half of a surrogate pair.
  static byte[] halves(byte[] sent) {
    int beyond = 0;
    for (byte octet : sent) {
      beyond += octet < 0 ? 1 : 0;
    }
    var stored = new byte[sent.length + 2 * beyond];
    int length = 0;
    for (byte octet : sent) {
      if (octet >= 0) {
        stored[length++] = octet;
      } else {
        stored[length++] = (byte) 0xed;
        stored[length++] = (byte) (0xb0 | ((octet & 0xff) >> 6));
        stored[length++] = (byte) (0x80 | (octet & 0x3f));
      }
    }
    return stored;
  }

  static byte[] withEnds(byte[] sent, String end) {
    return new String(sent, StandardCharsets.ISO_8859_1)
        .replace("\r\n", "\n")
        .replace("\n", end)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
