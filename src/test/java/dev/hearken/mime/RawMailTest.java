package dev.hearken.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawMailTest {
  private static byte[] mail(String charset, String text) {
    var header = "Subject: x\nContent-Type: text/plain; charset=\"%s\"\n\n".formatted(charset);
    var head = header.getBytes(StandardCharsets.US_ASCII);
    var body = text.getBytes(Charset.forName(charset.isEmpty() ? "UTF-8" : charset));
    var mail = new byte[head.length + body.length];
    System.arraycopy(head, 0, mail, 0, head.length);
    System.arraycopy(body, 0, mail, head.length, body.length);
    return mail;
  }

  private static String text(byte[] stored) {
    return MailParser.parse(RawMail.stored(stored), Instant.EPOCH).body().text();
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, été",
    "UTF-8, „Привет“",
    "ISO-8859-1, été",
    "windows-1252, “été”",
    "KOI8-R, Привет",
    "Big5, 純商業辦公室",
    "ISO-2022-JP, 日本",
    "'', été à la plage",
    "windows-31j, ｱｲｳ"
  })
  void mailIsWhatItWasHoweverItCame(String charset, String text) {
    var sent = mail(charset, text);
    assertThat(text(Corpus.latin(sent))).isEqualTo(text);
    assertThat(text(Corpus.halves(sent))).isEqualTo(text);
    if (charset.equals("UTF-8")) {
      assertThat(text(sent)).isEqualTo(text);
    }
  }

  @Test
  void eachPartSaysForItselfWhatItWas() {
    var parts =
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n\u00c3\u00a9\n"
            + "--b\nContent-Type: text/plain; charset=iso-8859-1\n\n\u00e9\n--b\nContent-Type: text/plain; charset=koi8-r\n\n\u00f0\n--b--";
    assertThat(text(parts.getBytes(StandardCharsets.UTF_8))).isEqualTo("é\n\né\n\nП");
  }

  @Test
  void charactersAndHalvesMayBeMixed() {
    var stored =
        new byte[] {
          'A', ':', '\n', '\n', (byte) 0xc3, (byte) 0xa9, ' ', (byte) 0xed, (byte) 0xb3, (byte) 0xa9
        };
    assertThat(RawMail.stored(stored).bytes())
        .containsExactly('A', ':', '\n', '\n', 0xc3, 0xa9, ' ', 0xe9);
  }

  @Test
  void whatIsBeyondLatinWasNeverLatin() {
    assertThat(RawMail.stored("é".getBytes(StandardCharsets.UTF_8)).doubtful()).isTrue();
    assertThat(RawMail.stored("é„".getBytes(StandardCharsets.UTF_8)).doubtful()).isFalse();
    assertThat(RawMail.stored("e".getBytes(StandardCharsets.UTF_8)).doubtful()).isFalse();
  }
}
