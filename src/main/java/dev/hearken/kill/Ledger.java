package dev.hearken.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What one writer knows of his sources: the value that was acknowledged last, and one that was
/// sent without an answer, which may or may not be there. A source with an open value is left alone
/// until somebody has looked.
final class Ledger {
  private static final AtomicLong NUMBER = new AtomicLong();

  private final Map<String, Entry> entries = new TreeMap<>();
  private final List<String> settled = new ArrayList<>();
  private final String prefix;
  private long acknowledged;
  private long landed;

  Ledger(String prefix) {
    this.prefix = prefix;
  }

  /// @param acknowledged null while it is not known whether the source is there at all
  /// @param sent null when there is nothing in doubt
  private record Entry(@Nullable String acknowledged, @Nullable String sent) {}

  /// One write. Its value is a number that no other write has.
  ///
  /// @param create whether the source is to be made
  record Write(String name, String value, boolean create) {}

  /// The next write, noted as sent.
  Write next(RandomGenerator random, double creates) {
    boolean create = settled.isEmpty() || random.nextDouble() < creates;
    var name = create ? prefix + entries.size() : settled.get(random.nextInt(settled.size()));
    var write = new Write(name, String.valueOf(NUMBER.incrementAndGet()), create);
    var before = entries.get(name);
    entries.put(name, new Entry(before == null ? null : before.acknowledged, write.value));
    return write;
  }

  void acknowledge(Write write) {
    entries.put(write.name, new Entry(write.value, null));
    acknowledged++;
    if (write.create) {
      settled.add(write.name);
    }
  }

  /// What came of a write is not known.
  void doubt(Write write) {
    settled.remove(write.name);
  }

  /// How many writes were acknowledged.
  long acknowledged() {
    return acknowledged;
  }

  /// How many were done although nobody heard of it.
  long landed() {
    return landed;
  }

  /// Compares with what is there, and takes it for settled.
  ///
  /// @param found value by name, of all sources
  /// @return a line for each source that is not as it must be
  List<String> settle(Map<String, String> found) {
    var lost = new ArrayList<String>();
    settled.clear();
    entries.replaceAll((name, entry) -> {
      var value = found.get(name);
      if (!Objects.equals(value, entry.acknowledged)
          && (value == null || !value.equals(entry.sent))) {
        lost.add(
            "%s is %s; acknowledged was %s, sent after that %s"
                .formatted(name, value, entry.acknowledged, entry.sent));
      }
      if (value != null) {
        settled.add(name);
        landed += value.equals(entry.sent) ? 1 : 0;
      }
      return new Entry(value, null);
    });
    return lost;
  }

  /// How many of the sources are there, as of the last look.
  int present() {
    return settled.size();
  }
}
