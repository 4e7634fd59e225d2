package dev.hearken.filebench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearken.TestLaunch;
import dev.hearken.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The short form of `./hearken bench attachments`.
@Tag("database")
class AttachmentsBenchTest {
  private static final long SEED = 7;

  /// More than stays in memory, and no whole number of pieces.
  private static final long SIZE = (9L << 20) + 1;

  @Test
  void filesAreComparedWithCopies() throws Exception {
    try (var server = new TestServer()) {
      var found = TransferPart.run(server.subject(), SEED, 2, SIZE);

      assertThat(found.rates()).containsOnlyKeys(TransferPart.Turn.values());
      assertThat(found.rates().values()).allSatisfy(each -> assertThat(each).hasSize(2));
      assertThat(found.up()).isPositive();
      assertThat(found.hashedUp()).isPositive();
      assertThat(found.down()).isPositive();
      assertThat(found.passed()).isTrue();
      assertThat(found.lines()).anyMatch(line -> line.startsWith("up, a plain file and its hash"));
    }
  }

  @Test
  void theHeapIsThatOfAnotherProcess() throws Exception {
    var found = HeapPart.run(TestLaunch::of, SEED, 40L << 20);

    assertThat(found.collections()).isPositive();
    assertThat(found.passed()).isTrue();
  }

  @Test
  void aWrongByteIsSeen() throws IOException {
    var content = new Content(SEED, SIZE);
    byte[] bytes;
    try (var in = content.open()) {
      bytes = in.readAllBytes();
    }

    assertThat(bytes).hasSize((int) SIZE);
    content.requireSame(new ByteArrayInputStream(bytes));
    bytes[bytes.length - 1]++;
    assertThatThrownBy(() -> content.requireSame(new ByteArrayInputStream(bytes)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () -> content.requireSame(new ByteArrayInputStream(bytes, 0, bytes.length - 1)))
        .isInstanceOf(IOException.class);
  }
}
