package dev.hearken.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.words.Sender;
import dev.hearken.words.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Small mails in every language, each line with the letter of what it is: `B`ody, `Q`uote,
/// `S`ignature, `F`ooter. They were written for this test, most of them after the clients they are
/// named for; those of `plain.txt` only look like what others are told by. Those of `west.txt`,
/// `world.txt`, `lists.txt`, `offices.txt` and `cases.txt` are by writers who had seen neither a
/// rule nor its output.
class LanguagesTest {
  private static final Cleaning CLEANING = Cleaning.create();
  private static final int RANDOM_MAILS = 20_000;

  record Mail(String name, String from, List<String> lines) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Mail> mails() {
    return Stream.concat(
            Vocabulary.lines("languages.txt").stream(),
            Stream.of("clients", "plain", "west", "world", "lists", "offices", "cases"))
        .flatMap(file -> mails(file).stream());
  }

  private static List<Mail> mails(String language) {
    var mails = new ArrayList<Mail>();
    for (var line : resource(language + ".txt").lines().toList()) {
      if (line.startsWith("=== ")) {
        int bar = line.indexOf('|');
        mails.add(
            new Mail(
                language + ": " + line.substring(4, bar).strip(),
                line.substring(bar + 1).strip(),
                new ArrayList<>()));
      } else {
        mails.getLast().lines().add(line);
      }
    }
    return mails;
  }

  private static String resource(String name) {
    try (var in = LanguagesTest.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(in, "there is no " + name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("mails")
  void everyLineIsWhatAReaderSays(Mail mail) {
    var text = mail.lines().stream().map(line -> line.substring(2)).toList();
    var cleaned = CLEANING.clean(String.join("\n", text), Sender.of(mail.from()));
    var marked = new ArrayList<String>();
    var wanted = new ArrayList<String>();
    for (int i = 0; i < text.size(); i++) {
      if (!text.get(i).isBlank()) {
        marked.add(cleaned.lines().get(i).mark().name().charAt(0) + "|" + text.get(i));
        wanted.add(mail.lines().get(i));
      }
    }
    assertThat(marked).isEqualTo(wanted);
  }

  /// Rules meet in mails that nobody wrote, too.
  @Test
  void ofLinesPutTogetherAtRandomSomethingIsAlwaysKept() {
    var random = new Random(1);
    var mails = mails().toList();
    var lines = mails.stream().flatMap(mail -> mail.lines().stream()).toList();
    for (int i = 0; i < RANDOM_MAILS; i++) {
      var text = new ArrayList<String>();
      for (int runs = 1 + random.nextInt(12); runs > 0; runs--) {
        int at = random.nextInt(lines.size());
        int end = Math.min(lines.size(), at + 1 + random.nextInt(4));
        lines.subList(at, end).forEach(line -> text.add(line.substring(2)));
        text.addAll(Collections.nCopies(random.nextInt(2), ""));
      }
      var sender = Sender.of(mails.get(random.nextInt(mails.size())).from());
      var cleaned = CLEANING.clean(String.join("\n", text), sender);
      assertThat(cleaned.lines()).extracting(MarkedLine::text).isEqualTo(text);
      if (text.stream().anyMatch(line -> !line.isBlank())) {
        assertThat(cleaned.lines())
            .as(() -> String.join("\n", text))
            .anyMatch(line -> line.mark() == Mark.BODY && !line.text().isBlank());
      }
    }
  }

  @Test
  void everyLanguageHasItsWordsAndItsMails() {
    for (var language : Vocabulary.lines("languages.txt")) {
      var words =
          Vocabulary.read(language + ".txt", Vocabulary.lines("languages/" + language + ".txt"));
      assertThat(words.keySet()).as(language).containsExactlyInAnyOrder(Vocabulary.Use.values());
      assertThat(mails(language)).as(language).hasSizeGreaterThanOrEqualTo(2);
    }
  }
}
