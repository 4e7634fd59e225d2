package dev.hearken.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpoolTest {
  private static final int ROOM = 1 << 30;
  private static final int NO_ROOM = 1 << 10;

  private static byte[] bytes(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static Spool spool(byte[] sent, long expected, int heap) throws IOException {
    var in = new ByteArrayInputStream(sent);
    return Spool.of(in, expected, new Budget(heap), new AtWork(1).outside());
  }

  private static void assertHolds(Spool spool, byte[] sent) throws IOException {
    assertThat(spool.size()).isEqualTo(sent.length);
    assertThat(spool.from(0).readAllBytes()).isEqualTo(sent);
    int from = sent.length / 3;
    int length = sent.length / 2;
    var piece = new byte[length];
    spool.bytes(from, length).get(piece);
    assertThat(piece).isEqualTo(Arrays.copyOfRange(sent, from, from + length));
  }

  /// Whatever is said of its size; 16 KiB, 256 KiB and 8 MiB are where it goes on otherwise.
  @ParameterizedTest
  @CsvSource({
    "0, -1",
    "0, 0",
    "1, -1",
    "1, 1",
    "1, 100000",
    "16384, -1",
    "16384, 16384",
    "16385, -1",
    "16385, 16384",
    "100000, 100000",
    "100000, 7",
    "262144, 262144",
    "262145, 262145",
    "600000, 9000000000",
    "8388608, -1",
    "8388608, 8388608"
  })
  void aSmallBodyIsHeldInMemory(int size, long expected) throws IOException {
    var sent = bytes(size);
    try (var spool = spool(sent, expected, ROOM)) {
      assertThat(spool.inMemory()).isTrue();
      assertHolds(spool, sent);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "8388609, -1, false", "8388609, 8388609, false", "9000000, 7, false",
    "1, 1, true", "16384, -1, true", "100000, 100000, true"
  })
  void aLargeOneAndOneForWhichThereIsNoRoomGoToAFile(int size, long expected, boolean full)
      throws IOException {
    var sent = bytes(size);
    try (var spool = spool(sent, expected, full ? NO_ROOM : ROOM)) {
      assertThat(spool.inMemory()).isFalse();
      assertHolds(spool, sent);
    }
  }
}
