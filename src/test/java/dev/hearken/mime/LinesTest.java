package dev.hearken.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {
  private static String lines(String mail) {
    return text(Lines.of(mail.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static String text(Lines lines) {
    return new String(lines.bytes(), StandardCharsets.ISO_8859_1).substring(lines.from());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Subject: a\rTo: b\r\rtext\r",
        "Subject: a\r\r\nTo: b\r\r\n\r\r\ntext\r\r\n",
        "Subject: a\nTo: b\r\rtext\r",
        "Subject: a\r\nTo: b\r\r\n\r\ntext\r\n",
        "\u00ef\u00bb\u00bfSubject: a\nTo: b\n\ntext\n",
        "From ann Thu Aug 22 12:36:23 2002\nSubject: a\nTo: b\n\ntext\n",
        ">From ann\n\n \nSubject: a\nTo: b\n\ntext\n",
        "Subject: a\nTo: b\ntext\n"
      })
  void mailIsBroughtIntoForm(String mail) {
    assertThat(lines(mail)).isEqualTo("Subject: a\nTo: b\n\ntext\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Subject: a\n\nb\rc", "Subject: a\r\n\r\nb\rTo: c\r", "Subject: a"})
  void mailInOrderStaysAsItIs(String mail) {
    assertThat(lines(mail)).isEqualTo(mail);
  }

  @Test
  void strangeLinesInAHeaderAreLeftOut() {
    assertThat(lines("X-A: a\nstrange\nSubject: b\n\nc")).isEqualTo("X-A: a\nSubject: b\n\nc");
  }

  @Test
  void textWithoutAHeaderIsText() {
    var lines = Lines.of("Just words.\nSubject: no\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(lines.header()).isFalse();
    assertThat(text(lines)).startsWith("Just words.");
  }
}
