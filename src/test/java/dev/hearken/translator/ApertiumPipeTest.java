package dev.hearken.translator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.translator.Translator.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs that behave as badly as programs can, in the place of Apertium's.
class ApertiumPipeTest {
  @TempDir private Path modes;

  private Answer translate(String program, String text, Duration timeout) throws IOException {
    Files.writeString(modes.resolve("spa-eng.mode"), program + "\n");
    try (var apertium = new Apertium(modes, timeout)) {
      return apertium.translate(List.of(text), "es", "en");
    }
  }

  private String script(String name, String text) throws IOException {
    var file = Files.writeString(modes.resolve(name), "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return "'" + file + "'";
  }

  @Test
  void aModeIsReadAsAShellWould() {
    assertThat(
            ApertiumMode.read(
                    "lt-proc '/a b/x.bin' | apertium-tagger -g $2 '/x.prob' | lt-proc $1 '/y.bin'\n")
                .programs())
        .containsExactly(
            List.of("lt-proc", "-z", "/a b/x.bin"),
            List.of("apertium-tagger", "-z", "-g", "/x.prob"),
            List.of("lt-proc", "-z", "-n", "/y.bin"));
  }

  @Test
  void aProgramThatIsSilentIsEndedAndTriedAgainLater() throws IOException {
    var answer = translate(script("silent", "exec sleep 600"), "Hola", Duration.ofMillis(300));

    assertThat(answer).isInstanceOf(Answer.Failed.class);
    assertThat(((Answer.Failed) answer).retry()).isTrue();
    assertThat(((Answer.Failed) answer).why()).contains("took longer");
  }

  @Test
  void aTextThatEndsTheProgramsTwiceIsGivenUp() throws IOException {
    var answer = translate(script("ends", "exit 1"), "Hola", Duration.ofSeconds(30));

    assertThat(answer).isInstanceOf(Answer.Failed.class);
    assertThat(((Answer.Failed) answer).retry()).isFalse();
    assertThat(((Answer.Failed) answer).why()).contains("twice").doesNotContain("Hola");
  }

  @RepeatedTest(20)
  void theLastOfTheProgramsEndsThemAll() throws IOException {
    var programs = script("first", "exec cat") + " | " + script("second", "exit 0");
    var answer = translate(programs, "Hola", Duration.ofSeconds(30));

    assertThat(answer).isInstanceOf(Answer.Failed.class);
    assertThat(((Answer.Failed) answer).why()).contains("twice");
  }

  @Test
  void aProgramThatIsMissingIsTriedAgainLater() throws IOException {
    var answer = translate("no-such-program-anywhere", "Hola", Duration.ofSeconds(30));

    assertThat(answer).isInstanceOf(Answer.Failed.class);
    assertThat(((Answer.Failed) answer).retry()).isTrue();
  }

  @Test
  void withoutTheFolderItIsSaidThatApertiumIsMissing() {
    try (var apertium = new Apertium(modes.resolve("none"), Duration.ofSeconds(1))) {
      var answer = apertium.translate(List.of("Hola"), "es", "en");

      assertThat(answer).isInstanceOf(Answer.Failed.class);
      assertThat(((Answer.Failed) answer).why()).contains("not installed");
    }
  }

  @Test
  void moreThanAnybodyShouldReadEndsThePipe() throws IOException {
    var answer =
        translate(script("huge", "exec tr '\\000' x </dev/zero"), "Hola", Duration.ofSeconds(60));

    assertThat(answer).isInstanceOf(Answer.Failed.class);
  }

  @Test
  void anAnswerWithoutItsEndIsNonsense() throws IOException {
    var answer =
        translate(script("nonsense", "printf 'x\\000'; exec cat"), "Hola", Duration.ofSeconds(30));

    assertThat(answer).isInstanceOf(Answer.Failed.class);
    assertThat(((Answer.Failed) answer).why()).contains("nonsense");
  }
}
