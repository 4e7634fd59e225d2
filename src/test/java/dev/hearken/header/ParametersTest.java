package dev.hearken.header;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          a; name=x.pdf | x.pdf
          a; name="x y.pdf" | x y.pdf
          a; name="a;b.pdf" | a;b.pdf
          a; name=x y.pdf | x y.pdf
          a; name="x.pdf | x.pdf
          a; NAME = "x.pdf" ; z=1 | x.pdf
          a; name="C:\\docs\\x.pdf" | C:\\docs\\x.pdf
          a; name="say \\"x\\".pdf" | say "x".pdf
          a; name*=utf-8''%C3%A9.pdf | é.pdf
          a; name*=UTF-8'en'%C3%A9.pdf; name="e.pdf" | é.pdf
          a; name*0="a"; name*1="b"; name*2=c.pdf | abc.pdf
          a; name*1=b.pdf; name*0=a | ab.pdf
          a; name*1=b.pdf; name="e.pdf" | e.pdf
          a; name="e.pdf"; name*0=a; name*1=b.pdf | ab.pdf
          a; name="one.pdf"; name="two.pdf" | one.pdf
          a; name*0*=iso-8859-1''%E9; name*1=" x.pdf" | é x.pdf
          a; name*0*=utf-8''%C3; name*1*=%A9.pdf | é.pdf
          a; name*=%C3%A9.pdf | é.pdf
          a; name="=?utf-8?q?=C3=A9=2Epdf?=" | é.pdf
          a; name*=utf-8''%ZZ%4 | %ZZ%4
          """)
  void nameIsReadInAllItsForms(String written, String meant) {
    assertThat(Parameters.of(written).get("name")).isEqualTo(meant);
  }

  @Test
  void valueIsLowerCaseAndWithoutComment() {
    assertThat(Parameters.of("Text/HTML (really); charset=x").value()).isEqualTo("text/html");
    assertThat(Parameters.of("text / plain").value()).isEqualTo("text/plain");
    assertThat(Parameters.of("text/plain; charset").get("charset")).isEmpty();
  }
}
