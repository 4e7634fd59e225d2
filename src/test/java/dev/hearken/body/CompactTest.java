package dev.hearken.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactTest {
  private static boolean isCompact(byte[] json) {
    // In the midst of something else, as it stands in a body.
    var all = ByteBuffer.allocate(json.length + 5).put(" \\ ".getBytes(StandardCharsets.UTF_8));
    all.put(json).put((byte) ' ').put((byte) '\\');
    return Compact.is(all.flip().slice(3, json.length));
  }

  private static boolean isCompact(String json) {
    return isCompact(json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "\"\"",
        "12",
        "[1,2.50,-3e7,true,null]",
        "{\"a\":\"with blanks \t in it\",\"b\":[\"c\"]}",
        "[\"Grüße, 世界, 한국, हिन्दी, \u0080 \u07ff \u0800 \uffff\"]"
      })
  void whatThisServerWouldWriteIsCompact(String json) {
    assertThat(isCompact(json)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1, 2]",
        " []",
        "[]\n",
        "{\"a\" :1}",
        "{\"a\":\t\"b\"}",
        "[\"a\",\"b\" ]",
        "[\"a\\/b\"]",
        "[\"a\\n\"]",
        "[\"\\u0041\"]",
        "{\"a\\\"\":1}",
        "[\"\ud83d\ude00\"]"
      })
  void blanksBetweenTokensAndEscapesAreNot(String json) {
    assertThat(isCompact(json)).isFalse();
  }

  /// An overlong A, slash and euro sign, halves of a surrogate pair, what is behind all characters,
  /// and bytes that begin none.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "c181",
        "c0af",
        "e082ac",
        "f08282ac",
        "eda0bdedb880",
        "eda080",
        "f4908080",
        "f5808080",
        "ff"
      })
  void charactersThatAreNotInTheirOneFormAreNot(String hex) {
    for (int before = 0; before < 10; before++) {
      var json = "\"" + "x".repeat(before) + "\u00e9";
      var whole =
          HexFormat.of().formatHex(json.getBytes(StandardCharsets.UTF_8)) + hex + "7878787822";
      assertThat(isCompact(HexFormat.of().parseHex(whole))).as(whole).isFalse();
    }
  }
}
