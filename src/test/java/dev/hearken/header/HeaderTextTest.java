package dev.hearken.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTextTest {
  private static String words(String value) {
    return HeaderText.words(value.getBytes(StandardCharsets.ISO_8859_1), "").text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          =?utf-8?Q?caf=C3=A9?= | café
          =?UTF-8?b?Y2Fmw6k=?= | café
          =?utf-8?B?Y2Fmw6k?= | café
          =?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?= | café
          =?iso-8859-1?q?a?= =?utf-8?q?b?= | ab
          Re: =?utf-8?q?a?= and =?utf-8?q?b?= | Re: a and b
          =?utf-8?q?a b?= | a b
          =?utf-8?q?why??= | why?
          =?utf-8?q?a_b=5f?= | a b_
          =?utf-8*en?q?a?= | a
          =?utf-8?q?no=20end | no end
          x=?utf-8?q?a?=y | xay
          =?utf-8?x?a?= | =?utf-8?x?a?=
          =?utf-8?q?a=ZZ?= | a=ZZ
          1 =? 2 ?= 3 | 1 =? 2 ?= 3
          """)
  void encodedWordsAreReadEvenIfBroken(String written, String meant) {
    assertThat(words(written)).isEqualTo(meant);
  }

  @Test
  void foldedLinesAreOne() {
    assertThat(words(" a\r\n b\n\tc ")).isEqualTo("a b c");
  }

  @Test
  void bytesThatShouldNotBeThereAreReadAsTheTextIs() {
    var value = "Привет".getBytes(java.nio.charset.Charset.forName("KOI8-R"));
    assertThat(HeaderText.words(value, "koi8-r").text()).isEqualTo("Привет");
  }
}
