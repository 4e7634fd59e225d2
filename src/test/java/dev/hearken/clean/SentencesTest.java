package dev.hearken.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.words.Sender;
import dev.hearken.words.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What people write themselves, in every language: closings, groups that sign, ends of forwarded
/// mails, and sentences that hold the same words and are nothing but text.
class SentencesTest {
  private static final Cleaning CLEANING = Cleaning.create();
  private static final Sender SENDER = Sender.of("Xyz Abc <xyz@example.org>");
  private static final String TEXT = "Rst 123 uvw.\nOpq?";

  /// @param kind `sign`, `team`, `end` or `not`
  record Sentence(String language, String kind, String text) {
    @Override
    public String toString() {
      return language + " " + kind + ": " + text;
    }
  }

  static List<Sentence> all() {
    try (var in = SentencesTest.class.getResourceAsStream("sentences.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line ->
              new Sentence(
                  line.substring(0, 2),
                  line.substring(3, line.indexOf(':')),
                  line.substring(line.indexOf(':') + 2)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Sentence> of(String kind) {
    return all().stream().filter(sentence -> sentence.kind().equals(kind));
  }

  static Stream<Sentence> closings() {
    return of("sign");
  }

  static Stream<Sentence> teams() {
    return of("team");
  }

  static Stream<Sentence> ends() {
    return of("end");
  }

  static Stream<Sentence> sentences() {
    return of("not");
  }

  @ParameterizedTest
  @MethodSource("closings")
  void aClosingSignsWithTheNameBelowIt(Sentence closing) {
    for (var name : List.of("Xyz", "Xyz Abc", "Xyz Abc\nTel. +49 555 010 0200")) {
      var signature = closing.text() + "\n" + name;
      assertThat(CLEANING.clean(TEXT + "\n\n" + signature, SENDER).signature())
          .isEqualTo(signature);
    }
  }

  @ParameterizedTest
  @MethodSource("closings")
  void aClosingAloneIsWritten(Sentence closing) {
    var text = TEXT + "\n\n" + closing.text();
    assertThat(CLEANING.clean(text, SENDER).body()).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("teams")
  void aGroupSigns(Sentence team) {
    for (var sender : List.of(SENDER, Sender.unknown())) {
      var cleaned = CLEANING.clean(TEXT + "\n\n" + team.text(), sender);
      assertThat(cleaned.body()).isEqualTo(TEXT);
      assertThat(cleaned.signature()).isEqualTo(team.text());
    }
  }

  @ParameterizedTest
  @MethodSource("ends")
  void whatStandsBelowAForwardedMailIsWritten(Sentence end) {
    var forwarded =
        "---------- Forwarded message ----------\nFrom: Sam <sam@example.org>\nSubject: Fgh\n\nIjk lmn.\n\n";
    var text = TEXT + "\n\n" + forwarded + "----- " + end.text() + " -----\n\nDef ghi.";
    assertThat(CLEANING.clean(text, SENDER).body()).isEqualTo(TEXT + "\n\nDef ghi.");
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void aSentenceIsWritten(Sentence sentence) {
    for (var text :
        List.of(
            TEXT + "\n\n" + sentence.text(),
            sentence.text() + "\n\n" + TEXT,
            TEXT + "\n" + sentence.text() + "\nDef ghi.",
            TEXT + "\n\n" + sentence.text() + "\n\nDef ghi.")) {
      for (var sender : List.of(SENDER, Sender.unknown())) {
        assertThat(CLEANING.clean(text, sender).body()).isEqualTo(text);
      }
    }
  }

  @Test
  void everyLanguageHasSentences() {
    for (var language : Vocabulary.lines("languages.txt")) {
      assertThat(
              all().stream()
                  .filter(sentence -> sentence.language().equals(language))
                  .map(Sentence::kind)
                  .collect(Collectors.toSet()))
          .as(language)
          .containsExactlyInAnyOrder("sign", "team", "end", "not");
    }
  }
}
