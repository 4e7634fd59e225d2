package dev.hearken.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/// Random values for tests of properties, the same for the same seed. A test that fails names the
/// seed it began with; `-Dhearken.test.seed=N` begins with that one again.
public final class Generator {
  private static final long FIRST =
      Long.getLong("hearken.test.seed", System.nanoTime() & 0xffff_ffffL);

  private final Random random;
  private final long seed;

  private Generator(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /// Generators of so many different seeds, each shown by its seed.
  public static List<Generator> several(int count) {
    return LongStream.range(FIRST, FIRST + count).mapToObj(Generator::new).toList();
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  public long bits() {
    return random.nextLong();
  }

  public boolean flag() {
    return random.nextBoolean();
  }

  /// A text of up to so many code points that can be stored, from the plain to the strange.
  public String text(int longest) {
    var text = new StringBuilder();
    int length = below(longest + 1);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(
          switch (below(6)) {
            case 0 -> 1 + below(0x7f);
            case 1 -> 0x80 + below(0x780);
            case 2 -> 0x10000 + below(0x100000);
            case 3 -> "\"\\/{}[]%:, \t\n\u2028\u0085".charAt(below(15));
            default -> 'a' + below(26);
          });
    }
    return text.toString();
  }

  /// A legal name.
  public String name() {
    var name = new StringBuilder();
    for (int i = 1 + below(20); i > 0; i--) {
      name.append("ABCxyz019-_".charAt(below(11)));
    }
    return name.toString();
  }

  public <T> T one(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  public <T> List<T> list(int longest, Supplier<T> element) {
    var list = new ArrayList<T>();
    for (int i = below(longest + 1); i > 0; i--) {
      list.add(element.get());
    }
    return list;
  }

  /// Any JSON value, as Jackson reads and writes it.
  public Object json(int depth) {
    return switch (below(depth > 0 ? 7 : 5)) {
      case 0 -> text(10);
      case 1 -> below(1_000_000) - 500_000;
      case 2 -> flag();
      case 3 -> random.nextGaussian();
      case 4 -> bits();
      case 5 -> list(4, () -> json(depth - 1));
      default -> {
        Map<String, Object> object = new LinkedHashMap<>();
        list(4, () -> text(8)).forEach(key -> object.put(key, json(depth - 1)));
        yield object;
      }
    };
  }

  @Override
  public String toString() {
    return "seed " + seed;
  }
}
