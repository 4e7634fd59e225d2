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

/// What clients write by themselves, in every language, around an answer of two lines.
class FormsTest {
  private static final Cleaning CLEANING = Cleaning.create();
  private static final String ANSWER = "Xyz 123 abc.\nUvw?";
  private static final int NARROW = 40;
  private static final int WIDE = 60;

  /// @param kind `quote`, `block` or `sent`
  record Form(String language, String kind, String text) {
    @Override
    public String toString() {
      return language + " " + kind + ": " + text.replace('\n', '|');
    }
  }

  static List<Form> forms() {
    try (var in = FormsTest.class.getResourceAsStream("forms.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line ->
              new Form(
                  line.substring(0, 2),
                  line.substring(3, line.indexOf(':')),
                  line.substring(line.indexOf(':') + 2).replace('¶', '\n')))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Form> of(String kind) {
    return forms().stream().filter(form -> form.kind().equals(kind));
  }

  static Stream<Form> quotes() {
    return of("quote");
  }

  static Stream<Form> blocks() {
    return of("block");
  }

  static Stream<Form> devices() {
    return of("sent");
  }

  private static Cleaned clean(String text) {
    return CLEANING.clean(text, Sender.unknown());
  }

  @ParameterizedTest
  @MethodSource("quotes")
  void whatIsIntroducedIsQuotedWhetherItIsMarkedOrNot(Form form) {
    for (var quoted : List.of("> Rst?\n> Opq", "\n> Rst?\n>\n> Opq", "\nRst?\nOpq", "Rst?\nOpq")) {
      assertThat(clean(ANSWER + "\n\n" + form.text() + "\n" + quoted).body())
          .as(quoted)
          .isEqualTo(ANSWER);
    }
    assertThat(clean(form.text() + "\n> Rst?\n\n" + ANSWER).body()).isEqualTo(ANSWER);
  }

  @ParameterizedTest
  @MethodSource("quotes")
  void itMayBeBrokenIntoLines(Form form) {
    int blank = form.text().indexOf(' ', NARROW);
    if (form.text().length() > WIDE && blank > 0) {
      var broken = form.text().substring(0, blank) + "\n" + form.text().substring(blank + 1);
      assertThat(clean(ANSWER + "\n\n" + broken + "\n\n> Rst?\n> Opq").body()).isEqualTo(ANSWER);
    }
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void belowABlockAllIsQuoted(Form form) {
    assertThat(clean(ANSWER + "\n\n" + form.text() + "\n\nRst?\n\nOpq").body()).isEqualTo(ANSWER);
    assertThat(clean(ANSWER + "\n" + form.text() + "\n\nRst?\n\nOpq").body()).isEqualTo(ANSWER);
  }

  @ParameterizedTest
  @MethodSource("devices")
  void aDeviceSigns(Form form) {
    var cleaned = clean(ANSWER + "\n\n" + form.text());
    assertThat(cleaned.body()).isEqualTo(ANSWER);
    assertThat(cleaned.signature()).isEqualTo(form.text());
    var quoting = "\n\nOn Mon, Mar 4, 2024 at 10:12 AM Sam Poe <sam@example.org> wrote:\n> Rst?";
    assertThat(clean(ANSWER + "\n\n" + form.text() + quoting).body()).isEqualTo(ANSWER);
  }

  @ParameterizedTest
  @MethodSource("quotes")
  void whatIsToldInASentenceIntroducesNothing(Form form) {
    var told = form.text().replace('\n', ' ').replace(":", "").replace("\uff1a", "");
    var text = ANSWER + "\n\nAbc def " + told + " ghi jkl.\n\nRst?\nOpq";
    assertThat(clean(text).body()).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void oneHeaderAloneHeadsNothing(Form form) {
    form.text()
        .lines()
        .filter(line -> line.indexOf(": ") > 0 && line.charAt(0) != '-')
        .forEach(header -> {
          var text = ANSWER + "\n\n" + header + "\n\nRst?\n\nOpq";
          assertThat(clean(text).body()).isEqualTo(text);
        });
  }

  @ParameterizedTest
  @MethodSource("devices")
  void whoSpeaksOfADeviceDoesNotSign(Form form) {
    var sentence = "Abc def ghi jkl mno pqr stu vwx " + form.text() + " yza bcd efg, hij klm nop?";
    var text = ANSWER + "\n\n" + sentence;
    assertThat(clean(text).body()).isEqualTo(text);
    assertThat(clean(sentence + "\n\n" + ANSWER).body()).isEqualTo(sentence + "\n\n" + ANSWER);
  }

  @Test
  void everyLanguageHasForms() {
    for (var language : Vocabulary.lines("languages.txt")) {
      assertThat(
              forms().stream()
                  .filter(form -> form.language().equals(language))
                  .map(Form::kind)
                  .collect(Collectors.toSet()))
          .as(language)
          .containsExactlyInAnyOrder("quote", "block", "sent");
    }
  }
}
