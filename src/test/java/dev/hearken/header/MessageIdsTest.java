package dev.hearken.header;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageIdsTest {
  @Test
  void idsStandInTheirOrderEachOnce() {
    assertThat(MessageIds.of("<a@x> <b@x>\t<a@x>,<c@x>"))
        .containsExactly("<a@x>", "<b@x>", "<c@x>");
  }

  @Test
  void blanksInThemAreNone() {
    assertThat(MessageIds.of("<a @x>")).containsExactly("<a@x>");
  }

  @Test
  void wordsAroundThemAreLeftOut() {
    assertThat(MessageIds.of("Your message of Monday <a@x> from \"Bob\"")).containsExactly("<a@x>");
  }

  @Test
  void bracketsMayBeMissing() {
    assertThat(MessageIds.of("a@x b@x")).containsExactly("<a@x>", "<b@x>");
    assertThat(MessageIds.of("<a@x <b@x>")).containsExactly("<b@x>");
    assertThat(MessageIds.of("no ids here")).isEmpty();
  }
}
