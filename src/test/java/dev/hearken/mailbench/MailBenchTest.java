package dev.hearken.mailbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestLaunch;
import dev.hearken.TestServer;
import dev.hearken.load.Part;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short form of `./hearken bench mail`. No pace is looked at, for the machine does other
/// things too; what becomes of each mail is.
@Tag("database")
class MailBenchTest {
  private static final List<Letter> LETTERS =
      List.of(
          letter(
              "a",
              "Message-ID: <a@x.example>\nDate: Mon, 5 Jan 2026 10:00:00 +0000\n",
              "Hall\u00e9"),
          letter("b", "Message-ID: <b@x.example>\nIn-Reply-To: <a@x.example>\n", "Two\nlines"),
          letter("again", "Message-ID: <a@x.example>\n", "Once more"),
          letter("empty", "Message-ID: <e@x.example>\n", ""),
          letter("nameless", "Subject: No name\n", "Text"),
          letter("page", "Content-Type: text/html\n", "<p>One</p>"),
          new Letter("nothing", new byte[] {'\n'}, Instant.parse("2026-01-06T00:00:00Z")));

  private static Letter letter(String name, String header, String text) {
    var mail = "From: a@one.example\n" + header + "\n" + text;
    return new Letter(
        name, mail.getBytes(StandardCharsets.ISO_8859_1), Instant.parse("2026-01-06T00:00:00Z"));
  }

  private static void assertShown(Part part, String... words) {
    assertThat(String.join("\n", part.lines())).contains(words);
  }

  @Test
  void everyMailIsCountedInEveryCopy() throws Exception {
    try (var server = new TestServer();
        var _ = server.work()) {
      var found = CountsPart.run(server.subject(), LETTERS);

      assertThat(found.counts()).hasSize(5);
      assertThat(found.counts())
          .allSatisfy(count -> {
            assertThat(count.mails()).isEqualTo(7);
            assertThat(count.comments()).isEqualTo(5);
            assertThat(count.sharing()).containsExactly("again, as a");
            assertThat(count.empty()).containsExactly("empty");
            assertThat(count.failed()).containsOnlyKeys("nothing");
            assertThat(count.lost()).isEmpty();
            assertThat(count.differing()).isEmpty();
          });
      assertThat(found.passed()).isTrue();
      assertShown(found, "CR alone", "failed: nothing=It is empty.");
    }
  }

  @Test
  void paceIsBesideTheSameRows() throws Exception {
    try (var server = new TestServer();
        var _ = server.work()) {
      var found = PacePart.run(server.subject(), LETTERS, 1);

      assertThat(found.turns())
          .singleElement()
          .satisfies(turn -> assertThat(turn.ratio()).isPositive());
      assertShown(found, "pace of 7 mails", "the same rows by hand");
    }
  }

  @Test
  void theParserIsBesideItsTokenStream() throws Exception {
    var found = ParserPart.run(LETTERS, Duration.ZERO);

    assertThat(found.comparisons()).hasSize(2);
    assertThat(found.read()).isPositive();
    assertShown(found, "without HTML", "with HTML");
  }

  @Test
  void manyMailsBecomeCommentsOfBothSources() throws Exception {
    var found = ManyPart.run(TestLaunch::of, LETTERS, 7, 3_000);

    assertThat(found.measured().wrong()).isZero();
    assertThat(found.measured().failures()).isEqualTo(2 * (3_000 / 7));
    assertThat(found.backfill().delays()).isNotEmpty();
    assertThat(found.heap().count()).isPositive();
    assertShown(found, "3,000 recombined mails");
  }

  @Test
  void copiesAreMailsOfTheirOwnThatAnswerEachOther() {
    var recombined = new Recombined(LETTERS, 1);

    var answer = new String(recombined.letter(8).bytes(), StandardCharsets.ISO_8859_1);
    assertThat(answer).contains("<c1.b@x.example>", "<c1.a@x.example>", "Two\nlines");
    assertThat(recombined.letter(8).name()).isEqualTo("1/b");
    assertThat(recombined.letter(8).bytes()).isEqualTo(recombined.letter(8).bytes());
  }

  @Test
  void onlyMailsOfAFolderAreRead(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("b.eml"), "b");
    Files.writeString(Files.createDirectory(folder.resolve("a")).resolve("a.eml"), "a");
    Files.writeString(folder.resolve("c.txt"), "c");

    assertThat(Letter.in(folder)).extracting(Letter::name).containsExactly("a/a.eml", "b.eml");
  }
}
