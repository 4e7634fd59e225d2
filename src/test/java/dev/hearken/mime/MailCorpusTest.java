package dev.hearken.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The figures stand in `docs/mail.md`, each explained.
class MailCorpusTest {
  private static final Instant TIMESTAMP = Instant.parse("2003-01-01T00:00:00Z");

  private static Mail parse(RawMail mail) {
    return MailParser.parse(mail, TIMESTAMP);
  }

  @Test
  void everyMailBecomesAMessageWhicheverWayItCame() throws IOException {
    var counts = new EnumMap<Note.Kind, Integer>(Note.Kind.class);
    int empty = 0;
    int withoutId = 0;
    int withoutSender = 0;
    for (var entry : Corpus.mails().entrySet()) {
      var name = entry.getKey();
      var sent = entry.getValue();
      var mail = parse(RawMail.sent(sent));
      assertThat(parse(RawMail.stored(Corpus.latin(sent)))).as(name).isEqualTo(mail);
      assertThat(parse(RawMail.stored(Corpus.halves(sent)))).as(name).isEqualTo(mail);
      if (isUtf8(sent)) {
        assertThat(parse(RawMail.stored(sent))).as(name).isEqualTo(mail);
      }
      mail.notes().forEach(note -> counts.merge(note.kind(), 1, Integer::sum));
      empty += mail.body().text().isEmpty() ? 1 : 0;
      withoutId += mail.messageId().isEmpty() ? 1 : 0;
      withoutSender += mail.from().isEmpty() ? 1 : 0;
    }
    assertThat(empty).as("without text").isEqualTo(3);
    assertThat(withoutId).as("without an id").isZero();
    assertThat(withoutSender).as("without a sender").isZero();
    assertThat(counts)
        .isEqualTo(
            Map.of(
                Note.Kind.ABSURD_DATE, 2,
                Note.Kind.NO_BOUNDARY, 1,
                Note.Kind.REPLACED_CHARACTERS, 1,
                Note.Kind.BROKEN_ENCODING, 3));
  }

  @Test
  void endsOfLinesMakeNoDifference() throws IOException {
    for (var entry : Corpus.mails().entrySet()) {
      var mail = said(parse(RawMail.sent(entry.getValue())));
      assertThat(said(parse(RawMail.sent(Corpus.withEnds(entry.getValue(), "\r")))))
          .as(entry.getKey())
          .isEqualTo(mail);
      assertThat(said(parse(RawMail.sent(Corpus.withEnds(entry.getValue(), "\r\n")))))
          .as(entry.getKey())
          .isEqualTo(mail);
    }
  }

  /// All but the sizes of attached texts, which their line ends are part of.
  private static Mail said(Mail mail) {
    return new Mail(
        mail.messageId(),
        mail.references(),
        mail.inReplyTo(),
        mail.from(),
        mail.sender(),
        mail.replyTo(),
        mail.to(),
        mail.cc(),
        mail.bcc(),
        mail.sentAt(),
        mail.subject(),
        mail.body(),
        mail.attachments().stream()
            .map(one ->
                new Attachment(
                    one.name(), 0, one.type(), one.contentId(), one.place(), one.encoding()))
            .toList(),
        mail.notes());
  }

  private static boolean isUtf8(byte[] sent) {
    return !new String(sent, StandardCharsets.UTF_8).contains("\ufffd");
  }
}
