package dev.hearken.loading;

import dev.hearken.recipe.Recipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Reads mails on as many threads of the operating system as there are processors, for that is
/// nothing but work for a processor: requests are not to wait for it. They end when there is
/// nothing to read.
final class MailReaders {
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final ExecutorService readers = readers();

  private static ExecutorService readers() {
    int processors = Runtime.getRuntime().availableProcessors();
    var readers =
        new ThreadPoolExecutor(
            processors,
            processors,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("mail-", 0).daemon().factory());
    readers.allowCoreThreadTimeOut(true);
    return readers;
  }

  /// What becomes of each mail of a slice, in their order.
  List<Outcome> read(Slice slice, Recipe recipe) {
    var readings = new ArrayList<Callable<Outcome>>();
    for (var each : slice.waiting()) {
      var mail = each.mail();
      readings.add(() -> new Outcome(each, mail == null ? null : MailReader.read(mail, recipe)));
    }
    try {
      var outcomes = new ArrayList<Outcome>();
      for (var done : readers.invokeAll(readings)) {
        outcomes.add(done.get());
      }
      return outcomes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The server is stopping.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
