package dev.hearken.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearken.http.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormFileTest {
  private static final String BEGIN =
      """
      --xyz\r
      Content-Disposition: form-data; name="file"; filename="a.wav"\r
      Content-Type: audio/wav\r
      \r
      """;
  private static final String END = "\r\n--xyz--\r\n";

  private static byte[] form(byte[] content) {
    var form = new ByteArrayOutputStream();
    form.writeBytes(latin(BEGIN));
    form.writeBytes(content);
    form.writeBytes(latin(END));
    return form.toByteArray();
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static FormFile file(byte[] form) {
    return new FormFile(new ByteArrayInputStream(form), "xyz");
  }

  private static void assertRefused(String form, String because) {
    assertThatThrownBy(() -> file(form.getBytes(StandardCharsets.UTF_8)).readAllBytes())
        .isInstanceOf(Refusal.Invalid.class)
        .hasMessageContaining(because);
  }

  private static String part(String disposition, String content) {
    return "--xyz\r\nContent-Disposition: %s\r\n\r\n%s\r\n".formatted(disposition, content);
  }

  /// Gives a few bytes at a time, so that boundaries are met in two halves.
  private static InputStream dripping(byte[] bytes, int drop) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        return super.read(into, offset, Math.min(length, drop));
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 64, 1 << 20})
  void whatLooksLikeABoundaryIsNotLost(int drop) throws IOException {
    // "--xyz" behind a line end would be the boundary whatever follows.
    var content =
        latin(
            "\r\n--xy\r\r\n--x\n-xyzz\r\n\r\n--xy--\r\n-\r\r\r\n\n" + "\r".repeat(70_000) + "\r\n");
    var file = new FormFile(dripping(form(content), drop), "xyz");

    assertThat(file.readAllBytes()).isEqualTo(content);
    assertThat(file.name()).isEqualTo("a.wav");
    assertThat(file.type()).isEqualTo("audio/wav");
  }

  @Test
  void anyBytesComeOutAsTheyWentIn() throws IOException {
    var random = new Random(7);
    for (int i = 0; i < 50; i++) {
      var content = new byte[random.nextInt(200_000)];
      random.nextBytes(content);
      var file = new FormFile(dripping(form(content), 1 + random.nextInt(100_000)), "xyz");
      assertThat(file.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void anEmptyFileIsOne() throws IOException {
    assertThat(file(form(new byte[0])).readAllBytes()).isEmpty();
  }

  @Test
  void aFormThatIsCutAnywhereIsRefused() {
    var whole = form(latin("content\r\n--xyzzy"));
    // Two bytes of line end may be missing behind the last boundary.
    for (int length = 0; length < whole.length - 2; length++) {
      var cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> file(cut).readAllBytes())
          .as(new String(cut, StandardCharsets.ISO_8859_1))
          .isInstanceOf(Refusal.Invalid.class);
    }
  }

  @Test
  void headersMayStandInAnyOrderAndNamesBeOfAnyLetters() throws IOException {
    var form =
        """
        A word before.\r
        --xyz\r
        content-type: text/plain; charset=x\r
        X-Other: y\r
        Content-Transfer-Encoding: binary\r
        content-disposition: form-data; filename="größe; \\"1\\".txt"; name=file\r
        \r
        x\r
        --xyz--\r
        A word behind.\
        """;
    var file = file(form.getBytes(StandardCharsets.UTF_8));

    assertThat(file.readAllBytes()).isEqualTo(latin("x"));
    assertThat(file.name()).isEqualTo("größe; \"1\".txt");
    assertThat(file.type()).isEqualTo("text/plain; charset=x");
  }

  @Test
  void namesMayBeEncoded() throws IOException {
    var file =
        file(
            latin(
                part("form-data; name=\"file\"; filename*=utf-8''gr%C3%B6%C3%9Fe.wav", "c")
                    + "--xyz--"));
    assertThat(file.readAllBytes()).isEqualTo(latin("c"));
    assertThat(file.name()).isEqualTo("größe.wav");
  }

  @Test
  void theTypeMayBeMissing() throws IOException {
    var file = file(latin(part("form-data; name=\"file\"; filename=\"x\"", "c") + "--xyz--"));
    assertThat(file.readAllBytes()).isEqualTo(latin("c"));
    assertThat(file.type()).isEqualTo("application/octet-stream");
  }

  @Test
  void whatIsWrongIsNamed() {
    var file = part("form-data; name=\"file\"; filename=\"x\"", "c");
    assertRefused(file + file + "--xyz--", "two parts called 'file'");
    assertRefused(file + part("form-data; name=\"note\"", "n") + "--xyz--", "called 'note'");
    assertRefused(part("form-data; name=\"note\"", "n") + file + "--xyz--", "called 'note'");
    assertRefused(part("form-data; name=\"file\"", "c") + "--xyz--", "no file name");
    assertRefused(part("form-data; name=\"file\"; filename=\"\"", "c") + "--xyz--", "no file name");
    assertRefused(part("form-data; filename=\"x\"", "c") + "--xyz--", "has no name");
    assertRefused(part("form-data; name=\"_charset_\"", "c") + "--xyz--", "no part called 'file'");
    assertRefused("--xyz\r\n\r\nc\r\n--xyz--", "has no name");
    assertRefused("--xyz--", "no part called 'file'");
    assertRefused("", "before its last boundary");
    assertRefused("no form", "before its last boundary");
    assertRefused(file, "before its last boundary");
    assertRefused("--xyz\r\nContent Disposition: x\r\n\r\nc\r\n--xyz--", "malformed");
    assertRefused("--xyz\r\nX: " + "x".repeat(9_000) + "\r\n\r\nc\r\n--xyz--", "malformed");
    assertRefused((file + "--xyz--").replace("\r\n", "\n"), "malformed");
    assertRefused(
        file.replace("\r\n\r\n", "\r\nContent-Transfer-Encoding: base64\r\n\r\n") + "--xyz--",
        "Content-Transfer-Encoding 'base64'");
  }

  @ParameterizedTest
  @CsvSource({
    "multipart/form-data; boundary=xyz, xyz",
    "'multipart/form-data; charset=utf-8; Boundary=\"x y\"', x y"
  })
  void theBoundaryStandsInTheType(String type, String boundary) {
    assertThat(FormFile.boundary(type)).isEqualTo(boundary);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
      })
  void aTypeWithoutBoundaryIsRefused(String type) {
    assertThatThrownBy(() -> FormFile.boundary(type))
        .isInstanceOf(Refusal.Invalid.class)
        .hasMessageContaining("boundary");
  }
}
