package dev.hearken.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "audio/wav",
        "text/html; charset=utf-8",
        "multipart/form-data;boundary=\"a b\"",
        "application/vnd.x+json;",
        "a/b;;c=d"
      })
  void whatMayStandInAHeaderIsLegal(String type) {
    assertThat(MediaType.isLegal(type)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "audio",
        "/wav",
        "audio/",
        "audio/wav, text/html",
        "audio/wav\r\nX: y",
        "audio/wäv",
        "a/b; c",
        "a/b; c=\"",
        ".pdf"
      })
  void anythingElseIsNot(String type) {
    assertThat(MediaType.isLegal(type)).isFalse();
  }

  @Test
  void longOnesAreRefusedAtOnce() {
    assertThat(MediaType.isLegal("a/" + "b".repeat(253))).isTrue();
    assertThat(MediaType.isLegal("a/" + "b".repeat(254))).isFalse();
  }

  @Test
  void parametersAndCaseMakeNoOtherType() {
    assertThat(MediaType.is("Multipart/Form-Data ; boundary=x", "multipart/form-data")).isTrue();
    assertThat(MediaType.is("multipart/form-database", "multipart/form-data")).isFalse();
  }
}
