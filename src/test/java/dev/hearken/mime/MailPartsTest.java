package dev.hearken.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What a mail of several parts shows, and what is attached to it.
class MailPartsTest {
  private static final Instant TIMESTAMP = Instant.parse("2003-01-01T00:00:00Z");

  private static Mail parse(String mail) {
    return MailParser.parse(RawMail.sent(mail.getBytes(StandardCharsets.ISO_8859_1)), TIMESTAMP);
  }

  private static String text(String mail) {
    return parse(mail).body().text();
  }

  private static final String ALTERNATIVE =
      """
      Content-Type: multipart/alternative; boundary=x

      --x
      Content-Type: text/plain

      %s
      --x
      Content-Type: text/html

      <p>Hello <b>you</b></p><p>%s</p>
      --x--
      """;

  @Test
  void plainTextOfAlternativesIsShownAndTheHtmlKept() {
    var body = parse(ALTERNATIVE.formatted("Hello you\n\nbye", "bye")).body();
    assertThat(body.text()).isEqualTo("Hello you\n\nbye");
    assertThat(body.pieces()).hasSize(1);
    assertThat(body.pieces().getFirst().isHtml()).isFalse();
    assertThat(body.pieces().getFirst().html()).startsWith("<p>Hello");
  }

  @Test
  void htmlIsShownWhereThePlainTextIsAHintOrEmpty() {
    var words = "a long letter with many words ".repeat(20);
    assertThat(text(ALTERNATIVE.formatted("Please use an HTML reader.", words)))
        .startsWith("Hello you\n\na long letter");
    assertThat(text(ALTERNATIVE.formatted("", "bye"))).isEqualTo("Hello you\n\nbye");
  }

  @Test
  void htmlWithPicturesBesideIsAnAlternative() {
    var mail =
        parse(
            """
            Content-Type: multipart/alternative; boundary=x

            --x
            Content-Type: text/plain

            plain
            --x
            Content-Type: multipart/related; boundary=y

            --y
            Content-Type: text/html

            <p>rich</p>
            --y
            Content-Type: image/png; name=cat.png
            Content-ID: <cat@x>
            Content-Transfer-Encoding: base64

            QUJD
            --y--
            --x
            Content-Type: text/calendar; method=REQUEST

            BEGIN:VCALENDAR
            --x--
            """);
    assertThat(mail.body().text()).isEqualTo("plain");
    assertThat(mail.body().pieces().getFirst().html()).isEqualTo("<p>rich</p>");
    assertThat(mail.attachments())
        .containsExactly(
            new Attachment("cat.png", 3, "image/png", "cat@x", 2, "base64"),
            new Attachment("calendar.ics", 15, "text/calendar", "", 3, "8bit"));
  }

  private static final String MIXED =
      """
      Content-Type: multipart/mixed; boundary="x y"

      This is for old readers.
      --x y
      Content-Type: text/plain

      before
      --x y
      Content-Type: application/pdf
      Content-Disposition: attachment; filename*=utf-8''%C3%A9.pdf
      Content-Transfer-Encoding: base64

      JVBERg==
      --x y
      Content-Type: message/rfc822

      From: b@x.org
      Subject: inner

      not the text
      --x y

      after
      --x y--
      end
      """;

  @Test
  void textsAreReadInOrderAndFilesAreAttached() {
    var mail = parse(MIXED);
    assertThat(mail.body().text()).isEqualTo("before\n\nafter");
    assertThat(mail.attachments())
        .extracting(Attachment::name)
        .containsExactly("é.pdf", "inner.eml");
    assertThat(mail.attachments())
        .extracting(Attachment::type)
        .containsExactly("application/pdf", "message/rfc822");
    assertThat(mail.attachments()).extracting(Attachment::size).containsExactly(4L, 42L);
  }

  @Test
  void attachmentsAreCutOutByTheirNumber() {
    var mail = RawMail.sent(MIXED.getBytes(StandardCharsets.US_ASCII));
    var pdf = MailParser.cut(mail, 0, Long.MAX_VALUE).orElseThrow();
    assertThat(pdf.attachment())
        .isEqualTo(MailParser.parse(mail, TIMESTAMP).attachments().getFirst());
    assertThat(pdf.bytes()).asString(StandardCharsets.US_ASCII).isEqualTo("%PDF");
    assertThat(MailParser.cut(mail, 2, Long.MAX_VALUE)).isEmpty();
    assertThatThrownBy(() -> MailParser.cut(mail, 0, 9))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("Its texts have");
  }

  @Test
  void bouncesKeepTheirText() {
    var report =
        """
        Content-Type: multipart/report; report-type=delivery-status; boundary=x

        --x
        %s
        --x
        Content-Type: message/delivery-status

        Final-Recipient: rfc822; nobody@x.org
        --x
        Content-Type: text/rfc822-headers

        Subject: lost
        --x--
        """;
    var mail = parse(report.formatted("\nThere is nobody here."));
    assertThat(mail.body().text()).isEqualTo("There is nobody here.");
    assertThat(mail.attachments())
        .extracting(Attachment::name)
        .containsExactly("delivery-status.txt", "headers.txt");
    assertThat(text(report.formatted("\n\n"))).isEqualTo("Final-Recipient: rfc822; nobody@x.org");
  }

  @Test
  void signedTextIsText() {
    var mail =
        parse(
            """
            Content-Type: multipart/signed; boundary=x; protocol="application/pgp-signature"

            --x

            I sign.
            --x
            Content-Type: application/pgp-signature

            abc
            --x--
            """);
    assertThat(mail.body().text()).isEqualTo("I sign.");
    assertThat(mail.attachments()).extracting(Attachment::name).containsExactly("signature.asc");
  }

  @Test
  void textThatIsANamedFileIsAttachedUnlessItIsAllThereIs() {
    var named = "Content-Type: text/plain; name=a.txt\n\nwords";
    assertThat(text(named)).isEqualTo("words");
    var both =
        "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nhello\n--x\n" + named + "\n--x--\n";
    assertThat(parse(both).attachments()).extracting(Attachment::name).containsExactly("a.txt");
    assertThat(text(both)).isEqualTo("hello");
  }

  @Test
  void endMayBeMissing() {
    assertThat(text("Content-Type: multipart/mixed; boundary=x\n\n--x\n\nhello\n--x\n\nworld"))
        .isEqualTo("hello\n\nworld");
  }

  @Test
  void boundaryMayBeMissingOrAnother() {
    var parts =
        "\n\n--real\nContent-Type: text/plain\n\nhello\n--real\nContent-Type: text/html\n\n<i>you</i>\n--real--\n";
    for (var type :
        new String[] {
          "multipart/mixed", "multipart/mixed; boundary=other", "multipart/mixed; boundary=\"\""
        }) {
      var mail = parse("Content-Type: " + type + parts);
      assertThat(mail.body().text()).as(type).isEqualTo("hello\n\nyou");
      assertThat(mail.count(Note.Kind.NO_BOUNDARY)).as(type).isEqualTo(1);
    }
    var words = parse("Subject: a\nContent-Type: multipart/mixed; boundary=x\n\nonly words\n");
    assertThat(words.body().text()).isEqualTo("only words");
    assertThat(words.subject()).isEqualTo("a");
  }

  /// A mutation: the mark in the text looks right and is none, for a blank follows it that the
  /// reader does not take.
  @Test
  void markThatIsNotFoundIsNotSearchedForever() {
    assertThat(
            text("Content-Type: multipart/mixed; boundary=\"x\"\n\n--x\u0000\nSubject: a\n\nwords"))
        .contains("words");
    assertThat(
            text(
                "Content-Type: multipart/mixed\n\n--x\u00a0y\nContent-Type: multipart/mixed; boundary=\"\"\n\nwords"))
        .contains("words");
  }
}
