package dev.hearken.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentsTest {
  @Test
  void theWayBackToTheRootIsCountedAsBrowsersDo() {
    assertThat(Segments.toRoot("/")).isEqualTo("./");
    assertThat(Segments.toRoot("/docs")).isEqualTo("./");
    assertThat(Segments.toRoot("//docs")).isEqualTo("./");
    assertThat(Segments.toRoot("/docs/")).isEqualTo("../");
    assertThat(Segments.toRoot("/docs/page.css")).isEqualTo("../");
    assertThat(Segments.toRoot("/docs%2Fpage.css")).isEqualTo("./");
    assertThat(Segments.toRoot("/docs//")).isEqualTo("../../");
  }

  @Test
  void anEncodedSlashSeparatesLikeAPlainOne() {
    assertThat(Segments.of("/a/b%2Fc%2fd//e/")).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void eachSegmentIsDecodedOnce() {
    assertThat(Segments.of("/a%252Fb%25%3Cx@y%3E%C3%A9;x=1+2"))
        .containsExactly("a%2Fb%<x@y>é;x=1+2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%", "/%4", "/%zz", "/%4g", "/a%", "/%C3", "/%FF", "/%ED%A0%80"})
  void whatDoesNotDecodeIsRefused(String path) {
    assertThatThrownBy(() -> Segments.of(path)).isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void aPlusIsABlankInQueriesOnly() {
    assertThat(Segments.decoded("a+b%2Bc", true)).isEqualTo("a b+c");
    assertThat(Segments.decoded("a+b%2Bc", false)).isEqualTo("a+b+c");
  }

  static List<Generator> seeds() {
    return Generator.several(200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whateverIsEncodedComesOutAgain(Generator random) {
    var text = "x" + random.text(40).replace("/", "");
    var encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);

    assertThat(Segments.decoded(encoded, true)).isEqualTo(text);
    assertThat(Segments.of("/" + encoded.replace("+", "%20"))).containsExactly(text);
  }
}
