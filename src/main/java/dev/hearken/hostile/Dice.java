package dev.hearken.hostile;

import java.util.Random;

/// Chance, the same for the same seed and number.
final class Dice {
  private final Random random;

  /// @param number of what is diced for, so that each can be made again without those before it
  Dice(long seed, long number) {
    this.random = new Random(seed * 0x9e3779b97f4a7c15L + number * 0xbf58476d1ce4e5b9L);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean once(int in) {
    return below(in) == 0;
  }

  @SafeVarargs
  final <T> T one(T... choices) {
    return choices[below(choices.length)];
  }

  byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /// Letters, digits and more of what may stand everywhere.
  String word(int longest) {
    var word = new StringBuilder();
    for (int i = 1 + below(longest); i > 0; i--) {
      word.append("abcdefghijklmnopqrstuvwxyzABCXYZ0123456789-_".charAt(below(44)));
    }
    return word.toString();
  }

  /// An id that nothing has.
  String id() {
    return "%016x".formatted(random.nextLong());
  }

  /// Characters from the plain to the strange, lone surrogates among them.
  String text(int longest) {
    var text = new StringBuilder();
    for (int i = below(longest + 1); i > 0; i--) {
      text.appendCodePoint(
          switch (below(8)) {
            case 0 -> below(0x80);
            case 1 -> 0x80 + below(0x780);
            case 2 -> below(0x110000);
            case 3 -> 0xd800 + below(0x800);
            default -> 'a' + below(26);
          });
    }
    return text.toString();
  }
}
