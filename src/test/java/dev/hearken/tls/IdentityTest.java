package dev.hearken.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "rsa.pem, rsa.key, RSA, CN=rsa.test",
    "rsa.pem, rsa-pkcs1.key, RSA, CN=rsa.test",
    "ec.pem, ec.key, EC, CN=ec.test",
    "ec.pem, ec-sec1.key, EC, CN=ec.test",
    "p384.pem, p384-with-parameters.key, EC, CN=p384.test",
    "ed25519.pem, ed25519.key, EdDSA, CN=ed25519.test",
    "chain.pem, signed.key, RSA, CN=signed.test",
  })
  void everyUsualFormOfAKeyIsRead(String certificate, String key, String kind, String name) {
    var identity = TestKeys.files(certificate, key).read();

    assertThat(identity.key().getAlgorithm()).isEqualTo(kind);
    assertThat(identity.toString()).startsWith(name + " until ");
    assertThat(identity.context()).isNotNull();
    assertThat(identity.outOfDate(NOW)).isEmpty();
  }

  @Test
  void theChainIsKeptInItsOrder() {
    assertThat(TestKeys.files("chain.pem", "signed.key").read().chain())
        .extracting(each -> each.getSubjectX500Principal().getName())
        .containsExactly("CN=signed.test", "CN=authority.test");
  }

  @Test
  void bothMayStandInOneFileWithWordsAroundThemAndAnyLineEnds() throws IOException {
    var one =
        Files.writeString(
            folder.resolve("one.pem"),
            ("Our key:\n" + TestKeys.text("ec-sec1.key") + "and\n" + TestKeys.text("ec.pem"))
                .replace("\n", "\r\n"));

    assertThat(TestKeys.files(one, one).read().key().getAlgorithm()).isEqualTo("EC");
  }

  @ParameterizedTest
  @CsvSource({
    "ec.pem, rsa.key, does not belong to the first certificate",
    "authority.pem, signed.key, does not belong to the first certificate",
    "rsa.key, rsa.key, There is no certificate in",
    "rsa.pem, rsa.pem, There is no private key in",
    "rsa.pem, encrypted.key, is encrypted",
    "rsa.pem, encrypted-pkcs1.key, is encrypted",
    "rsa.pem, unknown-curve.key, cannot be read; it must be one for RSA",
    "rsa.pem, none.key, There is no file",
    "none.pem, rsa.key, There is no file",
    ".., rsa.key, cannot be read",
  })
  void whatCannotBeUsedIsSaidInASentenceThatNamesTheFile(
      String certificate, String key, String sentence) {
    assertThatThrownBy(() -> TestKeys.files(certificate, key).read())
        .isInstanceOf(Unusable.class)
        .hasMessageContaining(sentence)
        .hasMessageContaining("dev/hearken/tls/");
  }

  @Test
  void certificatesThatDoNotFollowEachOtherAreRefused() throws IOException {
    var mixed =
        Files.writeString(
            folder.resolve("mixed.pem"), TestKeys.text("rsa.pem") + TestKeys.text("authority.pem"));

    assertThatThrownBy(() -> TestKeys.files(mixed, TestKeys.file("rsa.key")).read())
        .isInstanceOf(Unusable.class)
        .hasMessageContaining("Certificate 2 in")
        .hasMessageContaining("did not sign the one before it");
  }

  @Test
  void aDamagedCertificateIsRefused() throws IOException {
    var begin = "-----BEGIN CERTIFICATE-----\n";
    var end = "-----END CERTIFICATE-----\n";

    assertDamaged(begin + "MIIB\n" + end, "Certificate 1 in");
    assertDamaged(begin + end, "Certificate 1 in");
    assertDamaged(TestKeys.text("rsa.pem") + begin + "x" + end, "Certificate 2 in");
    assertDamaged(begin + "MIIB\n", "There is no certificate");
  }

  private void assertDamaged(String text, String sentence) throws IOException {
    var damaged = Files.writeString(folder.resolve("damaged.pem"), text);

    assertThatThrownBy(() -> TestKeys.files(damaged, TestKeys.file("rsa.key")).read())
        .isInstanceOf(Unusable.class)
        .hasMessageContaining(sentence);
  }

  /// Cut at every place, so that no length in it can lead beyond its end.
  @ParameterizedTest
  @CsvSource({"ec-sec1.key", "rsa-pkcs1.key", "ec.key"})
  void aDamagedKeyIsRefusedWhereverItIsCut(String name) throws IOException {
    var block = Pem.blocks(TestKeys.text(name)).getLast();
    for (int length = 0; length < block.content().length; length += 3) {
      var cut =
          java.util.Base64.getEncoder()
              .encodeToString(java.util.Arrays.copyOf(block.content(), length));
      var file =
          Files.writeString(
              folder.resolve("cut.key"),
              "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                  .formatted(block.label(), cut, block.label()));
      assertThatThrownBy(() -> TestKeys.files(TestKeys.file("rsa.pem"), file).read())
          .isInstanceOf(Unusable.class);
    }
  }

  @Test
  void aCertificateOutOfItsDatesIsUsedAndSaidToBe() {
    var identity = TestKeys.files("rsa.pem", "rsa.key").read();

    assertThat(identity.outOfDate(Instant.parse("2999-01-01T00:00:00Z")).orElseThrow())
        .contains("CN=rsa.test expired on 21");
    assertThat(identity.outOfDate(Instant.parse("2001-01-01T00:00:00Z")).orElseThrow())
        .contains("CN=rsa.test holds only from 20");
  }
}
