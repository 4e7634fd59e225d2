package dev.hearken.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimedStreamTest {
  @Test
  void whatTakesTooLongIsCutOff() throws IOException {
    var clock = new AtomicLong(-5);
    var out = new ByteArrayOutputStream();
    try (var stream = new TimedStream(out, Duration.ofHours(6), clock::get)) {
      stream.write('a');
      clock.addAndGet(Duration.ofHours(6).toNanos());
      stream.write(new byte[] {'b', 'c'});
      clock.incrementAndGet();

      assertThatThrownBy(() -> stream.write('d')).hasMessage("it takes longer than 6 hours");
    }
    assertThat(out).hasToString("abc");
  }
}
