package dev.hearken.translator;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// The programs of one pair, running behind each other for as long as nothing goes wrong. One text
/// is in it at a time; a program that ends takes all of them with it. They end with this process,
/// however that ends, for then their input does.
final class ApertiumPipe implements AutoCloseable {
  private static final int LARGEST_ANSWER = 8 << 20;

  private final List<Process> programs;

  /// What came out: a text, and perhaps the end.
  private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(2);

  private volatile boolean ended;

  private sealed interface Heard {
    record Text(String stream) implements Heard {}

    record End() implements Heard {}
  }

  /// The pipe has ended, or was not fast enough and has been ended.
  static final class Ended extends Exception {
    private final boolean slow;

    Ended(boolean slow) {
      this.slow = slow;
    }

    /// Was it too slow?
    boolean slow() {
      return slow;
    }
  }

  private ApertiumPipe(List<Process> programs) {
    this.programs = programs;
    var _ = thread(this::listen);
  }

  /// One of the system: a virtual one that waits for a process keeps a processor from all others,
  /// so that a few pairs would hold up the whole server (seen).
  private static Thread thread(Runnable work) {
    return Thread.ofPlatform().daemon().name("apertium").start(work);
  }

  /// Starts the programs.
  ///
  /// @throws IOException when one of them is not there
  static ApertiumPipe start(ApertiumMode mode) throws IOException {
    var builders =
        mode.programs().stream()
            .map(program -> {
              var builder = new ProcessBuilder(program);
              builder.redirectError(ProcessBuilder.Redirect.DISCARD);
              builder.environment().put("LC_ALL", "C.UTF-8");
              return builder;
            })
            .toList();
    return new ApertiumPipe(ProcessBuilder.startPipeline(builders));
  }

  /// Programs that were ended may look alive for a while.
  boolean alive() {
    return !ended && programs.stream().allMatch(Process::isAlive);
  }

  /// Sends a text through.
  ///
  /// @param limit how long it may take
  String ask(String stream, Duration limit) throws Ended, InterruptedException {
    var writer = thread(() -> write(stream));
    try {
      return switch (heard.poll(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        case Heard.Text text -> text.stream();
        case Heard.End _ -> throw new Ended(false);
        case null -> throw new Ended(true);
      };
    } catch (Ended | InterruptedException e) {
      close();
      throw e;
    } finally {
      writer.join();
    }
  }

  /// In a thread of its own, for it is held up while the programs have something to say.
  private void write(String stream) {
    try {
      OutputStream in = programs.getFirst().getOutputStream();
      in.write(stream.getBytes(StandardCharsets.UTF_8));
      in.write(0);
      in.flush();
    } catch (IOException e) {
      // Whoever reads finds the end.
    }
  }

  private void listen() {
    try (InputStream out = new BufferedInputStream(programs.getLast().getInputStream())) {
      var text = new ByteArrayOutputStream();
      for (int next; (next = out.read()) >= 0 && text.size() < LARGEST_ANSWER; ) {
        if (next != 0) {
          text.write(next);
        } else if (heard.isEmpty()) {
          heard.add(new Heard.Text(text.toString(StandardCharsets.UTF_8)));
          text.reset();
        } else {
          // Nobody asked for a second one.
          break;
        }
      }
    } catch (IOException e) {
      // The end, as below.
    }
    close();
    heard.add(new Heard.End());
  }

  @Override
  public void close() {
    ended = true;
    programs.forEach(Process::destroyForcibly);
  }
}
