package dev.hearken.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// However hostile a mail is, it takes neither much time nor much memory, and the stack stays
/// shallow.
@Timeout(5)
class MailLimitsTest {
  private static final String HEADER =
      "From: a@b.org\nSubject: s\nDate: Wed, 11 Sep 2002 17:19:10 +0000\n";
  private static final int LARGE = 16 << 20;

  private static Mail parse(String before, String repeated, int size) {
    var mail = before + repeated.repeat((size - before.length()) / repeated.length());
    return MailParser.parse(
        RawMail.sent(mail.getBytes(StandardCharsets.ISO_8859_1)),
        Instant.parse("2003-01-01T00:00:00Z"));
  }

  @Test
  void largeTextIsReadInFull() {
    assertThat(parse(HEADER + "\n", "Hello, this is a line.\n", LARGE).body().text().length())
        .isGreaterThan(LARGE - 200);
  }

  @Test
  void textsAreNotReadThatAreMoreThanMemoryIsThereFor() {
    var mail =
        RawMail.sent(
            (HEADER
                    + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nshort\n--b\n"
                    + "Content-Type: application/pdf\n\n%PDF which is longer\n--b--\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    var read = MailParser.parse(mail, Instant.EPOCH, 5);
    assertThat(read.body().text()).isEqualTo("short");
    assertThat(read.attachments()).hasSize(1);
    assertThatThrownBy(() -> MailParser.parse(mail, Instant.EPOCH, 4))
        .isInstanceOfSatisfying(
            Unreadable.class,
            e ->
                assertThat(e.reason())
                    .isEqualTo(
                        "Its texts have 5 bytes; the memory of this server is enough for 4 beside the rest of it."));
  }

  @Test
  void htmlStopsAtAMillionElementsSayingSo() {
    var mail = parse(HEADER + "Content-Type: text/html\n\n", "<b>x</b>", LARGE);
    assertThat(mail.count(Note.Kind.HTML_CUT)).isEqualTo(1);
    assertThat(mail.body().text()).startsWith("xxx");
  }

  @Test
  void allHtmlOfAMailTogetherHasThatManyElements() {
    var part = "--b\nContent-Type: text/html\n\n" + "<i>x</i>".repeat(300_000) + "\n";
    var mail =
        parse(HEADER + "Content-Type: multipart/mixed; boundary=b\n\n", part, 6 * part.length());
    assertThat(mail.count(Note.Kind.HTML_CUT)).isPositive();
    assertThat(mail.body().text().length()).isLessThan(1_000_100);
  }

  @Test
  void partsStopAtTenThousand() {
    var mail =
        parse(HEADER + "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\nx\n", 1 << 20);
    assertThat(mail.count(Note.Kind.TOO_MANY_PARTS)).isEqualTo(1);
    assertThat(mail.body().pieces()).hasSize(Walk.MOST_PARTS);
  }

  @Test
  void whatIsNestedDeeplyIsAnAttachment() {
    var nested = new StringBuilder(HEADER).append("Content-Type: multipart/mixed; boundary=b0\n\n");
    for (int i = 0; i < 1_000; i++) {
      nested.append("--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n".formatted(i, i + 1));
    }
    var mail = parse(nested.toString(), "Hello\n", LARGE);
    assertThat(mail.count(Note.Kind.TOO_DEEP)).isEqualTo(1);
    assertThat(mail.attachments()).hasSize(1);
  }

  @Test
  void endlessHeaderIsRefusedWithAReason() {
    assertThatThrownBy(() -> parse("From: a\n", "X: y\n", LARGE))
        .isInstanceOf(Unreadable.class)
        .hasMessage("Its header has more than 10,000 fields, or one of more than 4,194,304 bytes.");
  }

  @Test
  void fieldsOfMebibytesAreRead() {
    for (var repeated :
        new String[] {
          "a@b, ", "(", "<", "a:;", "=?utf-8?q?a=C3?= ", "=?a?b?", "\"", "=?", "<a@b>", "1 Jan "
        }) {
      for (var name : new String[] {"To", "Subject", "References", "Date", "Content-Type"}) {
        assertThat(parse(name + ": ", repeated, 1 << 20).attachments()).hasSizeLessThan(2);
      }
    }
  }

  @Test
  void carriageReturnsWithoutEndAreReadOnce() {
    parse("", "a\r", LARGE);
    parse("Subject: a\n", "b\r\n", LARGE);
    parse("Subject: a\r\n", "b\r", LARGE);
  }

  @Test
  void markThatNeverClosesIsSearchedOnce() {
    parse(HEADER + "Content-Type: text/enriched\n\n", "<b", LARGE);
    parse(HEADER + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n", "\n--", LARGE);
    parse(HEADER + "Content-Type: text/plain; charset=utf-7\n\n", "+AGE-", LARGE);
    parse(HEADER + "Content-Transfer-Encoding: base64\n\n", "QUJDREVGR=hJSktM\n", LARGE);
  }

  @Test
  void unknownCharsetsCostNothing() {
    assertThat(parse("Subject: ", "=?no-such-thing?q?a?= b ", 1 << 20).subject())
        .startsWith("a b a b");
  }
}
