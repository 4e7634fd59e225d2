package dev.hearken.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Wed, 11 Sep 2002 17:19:10 +0800 | 2002-09-11T09:19:10Z
          11 Sep 2002 17:19 GMT | 2002-09-11T17:19:00Z
          Wed, 11 Sep 02 17:19:10 EDT | 2002-09-11T21:19:10Z
          Thu, 22 Aug 0102 12:07:35 +0800 | 2002-08-22T04:07:35Z
          Thu, 22 Aug 102 12:07:35 +0800 | 2002-08-22T04:07:35Z
          Thu, 22 Aug 19102 12:07:35 +0000 | 2002-08-22T12:07:35Z
          Wed Sep 11 17:19:10 2002 | 2002-09-11T17:19:10Z
          Wed Sep 11 17:19:10 PDT 2002 | 2002-09-12T00:19:10Z
          2002-09-11T17:19:10+02:00 | 2002-09-11T15:19:10Z
          2002-09-11 17:19:10 | 2002-09-11T17:19:10Z
          Mi, 11 Sep 2002 17:19:10 +0200 (MESZ) | 2002-09-11T15:19:10Z
          11. März 2002 17.19 +0100 | 2002-03-11T16:19:00Z
          11 de septiembre de 2002 17:19:10 -0300 | 2002-09-11T20:19:10Z
          September 11, 2002 5:19 PM | 2002-09-11T17:19:00Z
          09/11/2002 12:19 AM | 2002-09-11T00:19:00Z
          25/12/2002 10:00 | 2002-12-25T10:00:00Z
          25.12.2002 10:00:60 | 2002-12-25T10:00:59Z
          Wed, 11 Sep 2002 24:00:00 +0000 | 2002-09-12T00:00:00Z
          Wed, 11 Sep 2002 | 2002-09-11T00:00:00Z
          Wed,11 Sep 2002 17:19:10+0800 | 2002-09-11T09:19:10Z
          Wed, 11 Sep 2002 17:19:10 +0860 | 2002-09-11T17:19:10Z
          """)
  void dateIsReadInTheFormsOfItsTime(String written, Instant meant) {
    assertThat(Dates.of(written)).hasValue(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "Wed, 31 Feb 2002 10:00:00 +0000",
        "Wed, 11 Sep 2002 25:61:00",
        "99",
        "::::",
        "%DATE"
      })
  void whatIsNoDateIsNone(String written) {
    assertThat(Dates.of(written)).isEmpty();
  }
}
