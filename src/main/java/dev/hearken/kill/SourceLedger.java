package dev.hearken.kill;

import dev.hearken.load.HttpReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What one who creates and updates sources knows of them: the value that was acknowledged last,
/// and one that was sent without an answer, which may or may not be there. A source with an open
/// value is left alone until somebody has looked.
final class SourceLedger implements Ledger {
  private static final double CREATES = 0.2;
  private static final AtomicLong NUMBER = new AtomicLong();

  private final Map<String, Entry> entries = new TreeMap<>();
  private final List<String> settled = new ArrayList<>();
  private final String prefix;
  private long acknowledged;
  private long landed;

  SourceLedger(String prefix) {
    this.prefix = prefix;
  }

  /// @param acknowledged null while it is not known whether the source is there at all
  /// @param sent null when there is nothing in doubt
  private record Entry(@Nullable String acknowledged, @Nullable String sent) {}

  /// One write. Its value is a number that no other write has.
  private final class Titled implements Write {
    private final String name;
    private final String value;
    private final boolean create;

    Titled(String name, String value, boolean create) {
      this.name = name;
      this.value = value;
      this.create = create;
    }

    @Override
    public byte[] request(String token) {
      return HttpReader.request(
          create ? "PUT" : "POST",
          "/api/v1/sources/DefaultProject/" + name,
          token,
          "{\"source\":{\"title\":\"%s\"}}".formatted(value));
    }

    @Override
    public void acknowledge(String answer) {
      entries.put(name, new Entry(value, null));
      acknowledged++;
      if (create) {
        settled.add(name);
      }
    }

    @Override
    public void doubt() {
      settled.remove(name);
    }
  }

  @Override
  public Write next(RandomGenerator random) {
    boolean create = settled.isEmpty() || random.nextDouble() < CREATES;
    var name = create ? prefix + entries.size() : settled.get(random.nextInt(settled.size()));
    var write = new Titled(name, String.valueOf(NUMBER.incrementAndGet()), create);
    var before = entries.get(name);
    entries.put(name, new Entry(before == null ? null : before.acknowledged, write.value));
    return write;
  }

  @Override
  public boolean isWanting() {
    return acknowledged == 0;
  }

  @Override
  public long acknowledged() {
    return acknowledged;
  }

  /// How many were done although nobody heard of it.
  long landed() {
    return landed;
  }

  @Override
  public List<String> settle(Inspection inspection) {
    var found = inspection.titles();
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
