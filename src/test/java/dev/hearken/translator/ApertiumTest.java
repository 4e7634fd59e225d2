package dev.hearken.translator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hearken.translator.Translator.Answer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The real one.
class ApertiumTest {
  private Apertium apertium;

  /// Those of other tests, a database among them.
  private Set<ProcessHandle> others;

  @BeforeEach
  void start() {
    assumeTrue(
        Files.exists(Apertium.USUAL.resolve("spa-eng.mode")),
        "skipped: apertium-eng-spa is not installed");
    others = ProcessHandle.current().children().collect(Collectors.toSet());
    apertium = new Apertium(Apertium.USUAL, Duration.ofSeconds(30));
  }

  @AfterEach
  void stop() {
    if (apertium != null) {
      apertium.close();
    }
  }

  private List<ProcessHandle> programs() {
    return ProcessHandle.current().children().filter(each -> !others.contains(each)).toList();
  }

  private String translated(String text) {
    var answer = apertium.translate(List.of(text), "es", "en");
    assertThat(answer).as(text).isInstanceOf(Answer.Translated.class);
    return ((Answer.Translated) answer).texts().getFirst();
  }

  @Test
  void spanishBecomesEnglish() {
    assertThat(translated("La casa verde es muy grande."))
        .isEqualTo("The green house is very big.");
    assertThat(translated("El gato bebe leche")).isEqualTo("The cat drinks milk");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n",
        "😀",
        "\\ [ ] ^ $ / < > { } @ * # + ~",
        "[<1>] ^$ ~~ \\\\ {{@}}",
        "\r\n\r\n ~ \n",
        "[][]..[].[]",
        "123,45"
      })
  void whatIsNoWordComesBackAsItWas(String text) {
    assertThat(translated(text)).isEqualTo(text);
  }

  @Test
  void linesAndSignsStayWhereTheyWere() {
    assertThat(translated("La casa es grande.\r\n\n* El gato ~ [bebe] leche 😀\n-- \nAna"))
        .isEqualTo("The house is big.\r\n\n* The cat ~ [drink] milk 😀\n-- \nAna");
  }

  @Test
  void unknownWordsHaveNoMark() {
    assertThat(translated("El xyzzyqux bebe leche")).isEqualTo("The xyzzyqux drinks milk");
  }

  @Test
  void noTextEndsThePipeOrDisturbsTheNext() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var pieces =
        List.of(
            "\\",
            "[",
            "]",
            "^",
            "$",
            "/",
            "<",
            ">",
            "{",
            "}",
            "@",
            "*",
            "#",
            "+",
            "~",
            "\n",
            "\r",
            " ",
            ".",
            "...",
            "😀",
            "\u0301",
            "\u200d",
            "\ufeff",
            "casa",
            "Él",
            "comprámelo",
            "1,5",
            "%",
            "&",
            "'",
            "\"",
            "¿",
            "a",
            "\t",
            "\u0001",
            "\u007f",
            "한",
            "ß");
    for (int i = 0; i < 300; i++) {
      var text = new StringBuilder();
      for (int j = random.nextInt(1, 30); j > 0; j--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      var answer = apertium.translate(List.of(text.toString()), "es", "en");
      assertThat(answer)
          .as("seed %d, text %d: %s", seed, i, text)
          .isInstanceOf(Answer.Translated.class);
      assertThat(signs(((Answer.Translated) answer).texts().getFirst()))
          .as("seed %d, text %d: %s", seed, i, text)
          .isEqualTo(signs(text.toString()));
    }
    assertThat(translated("El gato bebe leche")).isEqualTo("The cat drinks milk");
  }

  /// The reserved characters and line ends of a text, in their order.
  private static String signs(String text) {
    return text.replaceAll("[^\\\\\\[\\]^$/<>{}@*#+~\\n\\r]", "");
  }

  @Test
  void aLongTextGoesThrough() {
    var sentence = "La casa verde es muy grande. ";
    var long_ = sentence.repeat(apertium.limits().characters() / sentence.length());

    assertThat(translated(long_)).hasSizeGreaterThan(long_.length() / 2).startsWith("The green");
  }

  @Test
  void manyThreadsGetEachItsOwnText() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      var calls =
          IntStream.range(0, 80)
              .<Callable<String>>mapToObj(number -> () -> translated("La casa " + number))
              .toList();
      var answers = threads.invokeAll(calls);
      for (int number = 0; number < 80; number++) {
        assertThat(answers.get(number).get()).isEqualTo("The house " + number);
      }
    }
  }

  @Test
  void aKilledProgramIsReplaced() {
    assertThat(translated("El gato bebe leche")).isEqualTo("The cat drinks milk");
    var programs = programs();
    assertThat(programs).isNotEmpty();
    for (var program : programs) {
      program.destroyForcibly();
      program.onExit().join();

      assertThat(translated("El gato bebe leche")).isEqualTo("The cat drinks milk");
    }
  }

  @Test
  void closingEndsThePrograms() {
    translated("El gato bebe leche");
    var programs = programs();
    apertium.close();

    assertThat(programs).isNotEmpty().allSatisfy(program -> program.onExit().join());
  }

  @Test
  void aPairThatIsNotInstalledIsSkipped() {
    assertThat(apertium.translate(List.of("Moien"), "lb", "en")).isInstanceOf(Answer.Skipped.class);
    assertThat(apertium.translate(List.of("Hi"), "../spa", "en"))
        .isInstanceOf(Answer.Skipped.class);
  }
}
