package dev.hearken.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearken.comment.NewComment;
import dev.hearken.http.Budget;
import dev.hearken.http.Refusal;
import dev.hearken.http.Spool;
import dev.hearken.progress.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Slices on their way: one is stored while the next one is read.
class LineImportTest {
  private final Budget budget = new Budget(Runtime.getRuntime().maxMemory());
  private final AtomicInteger read = new AtomicInteger();
  private final AtomicInteger stored = new AtomicInteger();

  private final CountDownLatch second = new CountDownLatch(2);

  private final LineImport lines =
      new LineImport(
          slice -> {
            read.incrementAndGet();
            second.countDown();
            return Spool.of(slice, budget);
          },
          fault -> {
            throw fault.stop();
          },
          Progress.NONE);

  private static InputStream slices(int count) {
    var text =
        IntStream.range(0, count * LineSlices.MOST_LINES)
            .mapToObj(
                "{\"id\":\"c%d\",\"timestamp\":\"2026-01-31T12:00:00Z\",\"messages\":[]}\n"
                    ::formatted)
            .collect(Collectors.joining());
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static InputStream broken() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return read(new byte[1], 0, 1);
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        throw new IOException("The disk is broken");
      }
    };
  }

  @SuppressWarnings("JdkObsolete") // a sequence of streams takes nothing newer
  private static InputStream then(InputStream first, InputStream second) {
    return new SequenceInputStream(first, second);
  }

  private Counts bring(InputStream in, Target.Storing<NewComment> storing) throws IOException {
    return lines.run(
        new LineSlices(in, "line %,d"::formatted), new Target<>(NewComment::lines, storing));
  }

  private Counts store(int count) {
    stored.incrementAndGet();
    return new Counts(count, 0, 0, 0);
  }

  @Test
  void theNextSliceIsReadWhileTheLastOneIsStored() throws Exception {
    var counts =
        bring(
            slices(2),
            (slice, _) -> {
              assertThat(secondIsRead()).isTrue();
              return store(slice.size());
            });

    assertThat(counts.added()).isEqualTo(2L * LineSlices.MOST_LINES);
    assertThat(stored).hasValue(2);
  }

  private boolean secondIsRead() {
    try {
      return second.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Test
  void whatCannotBeStoredEndsTheReading() {
    assertThatThrownBy(() ->
            bring(
                slices(9),
                (_, _) -> {
                  throw new Refusal.NotFound("No such source");
                }))
        .isInstanceOf(Refusal.NotFound.class)
        .hasMessage("No such source");

    assertThat(read).hasValueLessThanOrEqualTo(2);
  }

  @Test
  void whatCannotBeReadIsSaidOnceAllBeforeItIsIn() {
    assertThatThrownBy(() -> bring(then(slices(2), broken()), (slice, _) -> store(slice.size())))
        .isInstanceOf(IOException.class)
        .hasMessage("The disk is broken");

    assertThat(stored).hasValue(2);
  }

  @Test
  void theFirstOfTwoThingsThatAreWrongIsSaid() {
    var bad = new ByteArrayInputStream("nonsense\n".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(
            () -> bring(then(then(bad, slices(1)), broken()), (slice, _) -> store(slice.size())))
        .isInstanceOf(Refusal.Invalid.class)
        .hasMessageContaining("line 1: ");

    assertThat(stored).hasValue(0);
  }
}
