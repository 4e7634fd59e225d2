package dev.hearken.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailParserTest {
  private static final Instant TIMESTAMP = Instant.parse("2003-01-01T00:00:00Z");

  private static Mail parse(String mail) {
    return MailParser.parse(RawMail.sent(mail.getBytes(StandardCharsets.ISO_8859_1)), TIMESTAMP);
  }

  private static String text(String mail) {
    return parse(mail).body().text();
  }

  @Test
  void mailIsAMessage() {
    var mail =
        parse(
            """
            Message-ID: <1
             @x.org>
            References: <a@x.org> <b@x.org>
            In-Reply-To: <b@x.org>
            From: Ann <ann@x.org>
            Sender: List <l@x.org>
            Reply-To: r@x.org
            To: Team: bob@x.org, "C, D" <c@x.org>;
            Cc: d@x.org
            Cc: e@x.org
            Bcc: f@x.org
            Date: Wed, 11 Sep 2002 17:19:10 +0200
            Subject: =?utf-8?q?Caf=C3=A9?=
             au lait

            Hello,

            world.
            """);
    assertThat(mail.messageId()).isEqualTo("<1@x.org>");
    assertThat(mail.references()).containsExactly("<a@x.org>", "<b@x.org>");
    assertThat(mail.inReplyTo()).containsExactly("<b@x.org>");
    assertThat(mail.from()).containsExactly("Ann <ann@x.org>");
    assertThat(mail.sender()).containsExactly("List <l@x.org>");
    assertThat(mail.replyTo()).containsExactly("r@x.org");
    assertThat(mail.to()).containsExactly("bob@x.org", "\"C, D\" <c@x.org>");
    assertThat(mail.cc()).containsExactly("d@x.org", "e@x.org");
    assertThat(mail.bcc()).containsExactly("f@x.org");
    assertThat(mail.sentAt()).isEqualTo("2002-09-11T15:19:10Z");
    assertThat(mail.subject()).isEqualTo("Café au lait");
    assertThat(mail.body().text()).isEqualTo("Hello,\n\nworld.");
    assertThat(mail.notes()).isEmpty();
  }

  @Test
  void missingOrAbsurdDateIsTheTimestamp() {
    assertThat(parse("Subject: a\n\nb").sentAt()).isEqualTo(TIMESTAMP);
    assertThat(parse("Subject: a\n\nb").count(Note.Kind.NO_DATE)).isEqualTo(1);
    for (var absurd :
        new String[] {
          "soon", "Wed, 04 Oct 2028 12:05:01 -0400", "1 Jan 1904 00:00:00 GMT", "1 Jan 1970 00:00"
        }) {
      var mail = parse("Date: " + absurd + "\n\nb");
      assertThat(mail.sentAt()).as(absurd).isEqualTo(TIMESTAMP);
      assertThat(mail.count(Note.Kind.ABSURD_DATE)).as(absurd).isEqualTo(1);
    }
  }

  @Test
  void headerThatWasFoldedWithoutBlanksIsRead() {
    assertThat(
            text("Content-Type: multipart/mixed;\nboundary=x\nSubject: a\n\n--x\n\nhello\n--x--\n"))
        .isEqualTo("hello");
  }

  @Test
  void faultyEncodingsLoseNothing() {
    var quoted =
        parse(
            "Content-Transfer-Encoding: Quoted-Printable\nContent-Type: text/plain; charset=utf-8\n\n1+1=2 =C3=A9=zz  \nx=");
    assertThat(quoted.body().text()).isEqualTo("1+1=2 é=zz\nx");
    assertThat(quoted.count(Note.Kind.BROKEN_ENCODING)).isEqualTo(2);
    assertThat(text("Content-Transfer-Encoding: base64\n\nSGVsbG8=\nSGVsbG8\n"))
        .isEqualTo("HelloHello");
    assertThat(text("Content-Transfer-Encoding: base64\n\nSGVsbG8=\n\n-- \nA list of friends\n"))
        .isEqualTo("Hello\n-- \nA list of friends");
  }

  @Test
  void flowedLinesAreWhole() {
    var mail =
        "Content-Type: text/plain; format=flowed%s\n\nOne \ntwo\n> a \n> b\n>> c\n From here\n-- \nAnn";
    assertThat(text(mail.formatted(""))).isEqualTo("One two\n> a b\n>> c\nFrom here\n-- \nAnn");
    assertThat(text(mail.formatted("; delsp=yes"))).startsWith("Onetwo\n> ab\n");
  }

  @Test
  void htmlSaysItsCharacterSetItself() {
    assertThat(
            text(
                "Content-Type: text/html\n\n<meta charset=koi8-r><p>\u00f0\u00d2\u00c9\u00d7\u00c5\u00d4"))
        .isEqualTo("Привет");
  }

  @Test
  void headerIsReadInTheCharacterSetOfTheText() {
    assertThat(
            parse(
                    "Subject: \u00f0\u00d2\nContent-Type: text/plain; charset=koi8-r\n\n\u00f0\u00d2\u00c9")
                .subject())
        .isEqualTo("Пр");
  }

  @Test
  void whatIsNoCharacterIsReplacedAndCounted() {
    var mail = parse("Subject: a\u0000b\n\nx\u0000y\u0007z\n");
    assertThat(mail.body().text()).isEqualTo("x\ufffdyz");
    assertThat(mail.count(Note.Kind.REPLACED_CHARACTERS)).isPositive();
  }

  @Test
  void mailOfNothingButBlanksIsUnreadable() {
    for (var blank : List.of("", " ", "\r\n\t\n")) {
      assertThatThrownBy(() -> parse(blank))
          .isInstanceOf(Unreadable.class)
          .hasMessage("It is empty.");
    }
    assertThat(text("Subject: a\n")).isEmpty();
  }

  @Test
  void typesThatAreNoneAreText() {
    assertThat(text("Content-Type: text\n\na")).isEqualTo("a");
    assertThat(text("Content-Type: ;;;\n\na")).isEqualTo("a");
    assertThat(text("Content-Type: text/enriched\n\n<bold>a</bold> << b")).isEqualTo("a < b");
  }

  @Test
  void headerAndTextMayComeApart() {
    var raw = MailParser.parse("Subject: a\nTo: b@x.org", MailParser.plain("c"), TIMESTAMP);
    assertThat(raw.subject()).isEqualTo("a");
    assertThat(raw.body().text()).isEqualTo("c");
    var parsed =
        MailParser.parse(
            Map.of("SUBJECT", "é", "From", "b@x.org, c@x.org"), MailParser.html("<p>d"), TIMESTAMP);
    assertThat(parsed.subject()).isEqualTo("é");
    assertThat(parsed.from()).containsExactly("b@x.org", "c@x.org");
    assertThat(parsed.body().text()).isEqualTo("d");
  }
}
