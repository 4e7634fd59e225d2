package dev.hearken.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityWatchTest {
  @TempDir private Path folder;
  private Path certificate = Path.of("");
  private Path key = Path.of("");

  @BeforeEach
  void begin() throws IOException {
    certificate = folder.resolve("tls.crt");
    key = folder.resolve("tls.key");
    write("rsa.pem", "rsa.key");
  }

  private void write(String newCertificate, String newKey) throws IOException {
    Files.writeString(certificate, TestKeys.text(newCertificate));
    Files.writeString(key, TestKeys.text(newKey));
  }

  private IdentityWatch watch() {
    return new IdentityWatch(TestKeys.files(certificate, key));
  }

  @Test
  void whatStaysTheSameIsNoChange() throws IOException {
    var watch = watch();

    assertThat(watch.first().toString()).contains("rsa.test");
    assertThat(watch.changed()).isEmpty();
    write("rsa.pem", "rsa.key");
    assertThat(watch.changed()).isEmpty();
    assertThat(watch.changed()).isEmpty();
  }

  @Test
  void aChangeIsTakenOnceWhenTwoLooksAgree() throws IOException {
    var watch = watch();

    write("ec.pem", "rsa.key");
    assertThat(watch.changed()).isEmpty();
    write("ec.pem", "ec.key");
    assertThat(watch.changed()).isEmpty();
    assertThat(watch.changed().orElseThrow().toString()).contains("ec.test");
    assertThat(watch.changed()).isEmpty();
  }

  @Test
  void whatIsNewAndCannotBeUsedIsSaidOnce() throws IOException {
    var watch = watch();

    write("ec.pem", "rsa.key");
    assertThat(watch.changed()).isEmpty();
    assertThatThrownBy(watch::changed).hasMessageContaining("does not belong");
    assertThat(watch.changed()).isEmpty();

    Files.delete(key);
    assertThat(watch.changed()).isEmpty();
    assertThatThrownBy(watch::changed).hasMessageContaining("There is no file");
    assertThat(watch.changed()).isEmpty();

    write("ec.pem", "ec.key");
    assertThat(watch.changed()).isEmpty();
    assertThat(watch.changed()).isPresent();
  }
}
