package dev.hearken.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every attachment of real mails, beside what another parser makes of them: `attachments.txt` has
/// a line for each, with the mail, its number, its size, and the beginning of the SHA-256 of the
/// bytes that the package `email` of Python gives. Of mails within mails it stands for the bytes as
/// they lie in the file, for that package writes them anew; of base64 with a letter too many, for
/// what comes before that, for it gives up there.
class CutCorpusTest {
  @Test
  void everyAttachmentIsWhatAnotherParserMakesOfIt() throws Exception {
    var cut = new TreeSet<String>();
    for (var entry : Corpus.mails().entrySet()) {
      var name = entry.getKey().substring(entry.getKey().lastIndexOf('/') + 1);
      var sent = entry.getValue();
      int count = MailParser.parse(RawMail.sent(sent), Instant.EPOCH).attachments().size();
      for (int i = 0; i < count; i++) {
        var file = MailParser.cut(RawMail.sent(sent), i, Long.MAX_VALUE).orElseThrow();
        for (var stored : new byte[][] {Corpus.latin(sent), Corpus.halves(sent)}) {
          assertThat(
                  MailParser.cut(RawMail.stored(stored), i, Long.MAX_VALUE).orElseThrow().bytes())
              .as(name)
              .isEqualTo(file.bytes());
        }
        cut.add("%s %d %d %s".formatted(name, i, file.bytes().length, hash(file.bytes())));
      }
    }
    assertThat(cut).isEqualTo(expected());
  }

  private static Set<String> expected() throws IOException {
    try (InputStream in = CutCorpusTest.class.getResourceAsStream("attachments.txt")) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
      return new TreeSet<>(text.lines().toList());
    }
  }

  private static String hash(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
  }
}
