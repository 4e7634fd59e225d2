package dev.hearken.translation;

import dev.hearken.database.Database;
import dev.hearken.job.Watch;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Translates what waits: source after source for a second each, in each what came first, and when
/// nothing waits, what a walk through its comments finds. One text at a time in a server, as it
/// were: it takes a processor at the most, and rests when others need the database.
public final class TranslateComments {
  private static final System.Logger LOG = System.getLogger(TranslateComments.class.getName());
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration TURN = Duration.ofSeconds(1);
  private static final Duration SEEN = Duration.ofMinutes(1);

  /// While others wait for the database, it is left to them for so many times as long as a slice
  /// took, and once as long while they use it.
  private static final int REST = 3;

  private final Database database;
  private final Means means;
  private final TurnStore turns;
  private final SliceStore slices;
  private final ResultStore stored;
  private final Halt halt = new Halt();
  private final Buying buying;
  private final Composing composing;
  private long seenAt = System.nanoTime() - SEEN.toNanos();
  private @Nullable String told;

  public TranslateComments(Database database, Means means) {
    this(database, means, new TurnStore(database));
  }

  TranslateComments(Database database, Means means, TurnStore turns) {
    this.database = database;
    this.means = means;
    this.turns = turns;
    this.slices = new SliceStore(database);
    this.stored = new ResultStore(database);
    this.buying =
        new Buying(
            means.translator(),
            new TranslationCache(database, means.translator().name(), means.cacheBytes()),
            new MonthlyBudget(database, means.monthlyCharacters()),
            halt);
    this.composing = new Composing(means.translator(), means.detector());
  }

  /// Begins.
  public Watch start() {
    seen();
    return Watch.start("translation of comments", LOOK, this::look);
  }

  /// Says in the log of a server without a service that there are sources that it should translate.
  public static void tellOfNone(Database database) {
    long sources =
        database.with(handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*)
                    FROM translated_source t
                    JOIN source s ON s.id = t.id
                    WHERE s.should_translate
                    """)
                .mapTo(Long.class)
                .one());
    if (sources > 0) {
      LOG.log(
          Level.INFO,
          "This server translates nothing, though %,d sources ask for it: the setting HEARKEN_TRANSLATOR names no service."
              .formatted(sources));
    }
  }

  /// @return whether there may be more
  private boolean look() {
    seen();
    if (halt.holds()) {
      return false;
    }
    var taken = turns.take();
    taken.ifPresent(this::work);
    return taken.isPresent();
  }

  /// Says now and then that there is a server that translates, and when that changes, whether it
  /// does.
  private void seen() {
    var why = halt.why().orElse(null);
    boolean changed = !Objects.equals(why, told);
    if (changed || System.nanoTime() - seenAt >= SEEN.toNanos()) {
      turns.seen(means.translator().name(), why);
      seenAt = System.nanoTime();
      told = why;
      if (changed) {
        LOG.log(
            Level.WARNING,
            why == null ? "Comments are translated again." : "No comments are translated: " + why);
      }
    }
  }

  private void work(Turn taken) {
    boolean more = true;
    try (var _ = new Beat(turns, taken)) {
      if (taken.wanted()) {
        slices.awaitWriters(taken);
        more = workOn(taken);
      } else {
        more = false;
      }
    } finally {
      turns.giveBack(taken, more);
    }
  }

  /// @return whether there is more
  private boolean workOn(Turn taken) {
    long begun = System.nanoTime();
    var turn = taken;
    while (System.nanoTime() - begun < TURN.toNanos()) {
      long sliceBegun = System.nanoTime();
      var slice = slices.waiting(turn);
      long called = 0;
      if (!slice.isEmpty()) {
        called = translate(turn, slice);
        if (halt.holds()) {
          return true;
        }
      } else if (turn.walks()) {
        turn = turn.walking(slices.walk(turn));
      } else {
        return false;
      }
      rest(System.nanoTime() - sliceBegun - called);
    }
    return true;
  }

  /// @param taken how long the last slice took, but for the service
  private void rest(long taken) {
    if (database.waiting() > 0) {
      LockSupport.parkNanos(REST * taken);
    } else if (database.atWork() > 0) {
      LockSupport.parkNanos(taken);
    }
  }

  /// @return how long the service was waited for, in nanoseconds
  private long translate(Turn turn, Slice slice) {
    var results = new ArrayList<Result>();
    var read = new ArrayList<Composing.Read>();
    for (var waiting : slice.waiting()) {
      if (waiting.digest() != null && !waiting.settled()) {
        if (waiting.messages() == null) {
          results.add(Result.failed(waiting, "The messages are too large to be translated."));
        } else {
          read.add(composing.read(waiting, turn.language()));
        }
      }
    }
    long begun = System.nanoTime();
    var outcomes = new HashMap<String, Map<String, Outcome>>();
    long characters = 0;
    for (var wants : Composing.wants(read).entrySet()) {
      var bought = buying.buy(wants.getValue(), wants.getKey(), turn.language());
      outcomes.put(wants.getKey(), bought.outcomes());
      characters += bought.characters();
    }
    long called = System.nanoTime() - begun;
    read.stream()
        .map(each -> Composing.result(each, outcomes))
        .flatMap(Optional::stream)
        .forEach(results::add);
    stored.store(turn, slice, List.copyOf(results), characters);
    return called;
  }
}
