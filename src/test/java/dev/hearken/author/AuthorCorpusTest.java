package dev.hearken.author;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.clean.Rule;
import dev.hearken.mime.Body;
import dev.hearken.mime.Corpus;
import dev.hearken.mime.Mail;
import dev.hearken.mime.MailParser;
import dev.hearken.mime.RawMail;
import dev.hearken.words.Sender;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What holds for every mail, whatever is said of its lines.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorCorpusTest {
  private final List<Mail> mails = new ArrayList<>();

  @BeforeAll
  void parse() throws IOException {
    for (var bytes : Corpus.mails().values()) {
      mails.add(MailParser.parse(RawMail.sent(bytes), Instant.EPOCH));
    }
    assertThat(mails).hasSizeGreaterThan(3_000);
  }

  @Test
  void aBodyIsEmptyOnlyIfTheMailIs() {
    assertThat(mails)
        .allMatch(mail -> AuthorText.of(mail).body().isBlank() == mail.body().text().isBlank());
  }

  @Test
  void noLineIsInvented() {
    for (var mail : mails) {
      Set<String> lines = mail.body().text().lines().collect(Collectors.toSet());
      lines.add("");
      var cleaned = AuthorText.of(mail);
      assertThat(cleaned.body().lines()).as(mail.messageId()).allMatch(lines::contains);
      assertThat(cleaned.signature().lines()).as(mail.messageId()).allMatch(lines::contains);
    }
  }

  @Test
  void everyLineIsToldOnceAndInItsOrder() {
    for (var mail : mails) {
      var told =
          AuthorText.of(mail).lines().stream()
              .map(line -> line.text())
              .collect(Collectors.joining("\n"));
      assertThat(told).as(mail.messageId()).isEqualTo(mail.body().text());
    }
  }

  /// Where something was cut, another line ends the text, and may look like what is cut at an end:
  /// in newsletters that use `>` as a bullet.
  @Test
  void cleaningAgainChangesNextToNothing() {
    var changed = new ArrayList<String>();
    for (var mail : mails) {
      var once = AuthorText.of(mail);
      if (once.kept().filter(rule -> rule != Rule.KEPT_REST).isPresent()) {
        continue;
      }
      var from = mail.from().isEmpty() ? Sender.unknown() : Sender.of(mail.from().getFirst());
      var text = once.body();
      var body = new Body(List.of(new Body.Piece(text, "", false)), text);
      if (!AuthorText.of(body, from).body().equals(text)) {
        changed.add(mail.messageId());
      }
    }
    assertThat(changed).hasSizeLessThanOrEqualTo(mails.size() / 1_000);
  }
}
