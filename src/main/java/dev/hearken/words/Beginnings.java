package dev.hearken.words;

/// The first letters of all phrases: a look or two tell that none begins at a place, which is so at
/// nearly every one. Uses are bits.
final class Beginnings {
  private static final int SHORT = 4;
  private static final int LONG = 8;

  /// The uses of the short phrases by the first letter, and by two if they have so many.
  private final int[] first = new int[1 << 10];

  private final int[] single = new int[first.length];
  private final int[] brief = new int[1 << 11];

  /// Those of all others, by so few letters that it is small enough to stay near the processor.
  private final int[] longer = new int[1 << 13];

  private final int[] middle = new int[longer.length];
  private final int[] full = new int[1 << 16];

  void add(String phrase, int use) {
    int length = phrase.length();
    if (length < SHORT) {
      first[phrase.charAt(0) % first.length] |= use;
      if (length == 1) {
        single[phrase.charAt(0) % single.length] |= use;
      } else {
        brief[place(sum(phrase, 0, 2), brief)] |= use;
      }
      return;
    }
    int place = place(sum(phrase, 0, SHORT), longer);
    longer[place] |= use;
    if (length < LONG) {
      middle[place] |= use;
    } else {
      full[place(sum(phrase, 0, LONG), full)] |= use;
    }
  }

  /// May a phrase of these uses begin here?
  boolean at(String lower, int from, int uses) {
    int left = lower.length() - from;
    if (left <= 0) {
      return false;
    }
    char letter = lower.charAt(from);
    if ((first[letter % first.length] & uses) != 0 && shortAt(lower, from, letter, uses)) {
      return true;
    }
    if (left < SHORT) {
      return false;
    }
    int place = place(sum(lower, from, SHORT), longer);
    return (longer[place] & uses) != 0
        && ((middle[place] & uses) != 0
            || (left >= LONG && (full[place(sum(lower, from, LONG), full)] & uses) != 0));
  }

  private boolean shortAt(String lower, int from, char letter, int uses) {
    return (single[letter % single.length] & uses) != 0
        || (from + 2 <= lower.length() && (brief[place(sum(lower, from, 2), brief)] & uses) != 0);
  }

  private static int sum(String text, int from, int letters) {
    int sum = 0;
    for (int i = from; i < from + letters; i++) {
      sum = 31 * sum + text.charAt(i);
    }
    return sum;
  }

  /// Where a sum stands in a table of two to some power.
  private static int place(int sum, int[] table) {
    return (sum * 0x9e3779b1) >>> (Integer.numberOfLeadingZeros(table.length) + 1);
  }
}
