package dev.hearken.words;

/// The first letters of all phrases: a look or two tell which uses a phrase may have that begins at
/// a place; at most places none may. Uses are bits.
final class Beginnings {
  private static final int SHORT = 4;
  private static final int LONG = Eight.LETTERS;
  private static final int PLACES = 1 << 16;
  private static final long MIX = 0x9e37_79b9_7f4a_7c15L;
  private static final long TWO = 0xffffL;
  private static final long FIRST = 0xff;

  private final int everywhere;

  /// The first letters of what is looked for everywhere, a bit each: small enough to stay near the
  /// processor.
  private final long[] within = new long[PLACES / Long.SIZE];

  /// Does one of them begin with this letter that has hardly more?
  private final boolean[] shortOnes = new boolean[1 << Byte.SIZE];

  /// The same of those that have a blank among their first letters: what stands before it.
  private final long[] broken = new long[within.length];

  /// The uses of phrases of one letter, of two or three by two, of less than eight by four, and of
  /// all others by as many and by eight.
  private final int[] single = new int[1 << Byte.SIZE];

  private final int[] brief = new int[1 << 11];
  private final int[] middle = new int[1 << 13];
  private final int[] longer = new int[middle.length];
  private final int[] full = new int[1 << 16];

  /// @param everywhere the uses that are looked for everywhere in a line
  Beginnings(int everywhere) {
    this.everywhere = everywhere;
  }

  void add(String phrase, int use) {
    long eight = Letters.of(phrase).small(0);
    long four = Eight.small(eight, SHORT);
    int length = phrase.length();
    if (length == 1) {
      single[(int) eight & 0xff] |= use;
    } else if (length < SHORT) {
      brief[place(eight & TWO, brief.length)] |= use;
    } else if (length < LONG) {
      middle[place(four, middle.length)] |= use;
    } else {
      longer[place(four, longer.length)] |= use;
      full[place(eight, full.length)] |= use;
    }
    if ((use & everywhere) == 0) {
      return;
    }
    if (length < SHORT) {
      shortOnes[(int) eight & 0xff] = true;
    }
    set(within, four);
    for (int i = phrase.indexOf(' '); i > 0 && i < LONG; i = phrase.indexOf(' ', i + 1)) {
      set(broken, Eight.small(eight, i));
    }
  }

  /// May a phrase of these uses begin here, and end in this text?
  boolean at(String lower, int from, int uses) {
    int left = lower.length() - from;
    if (left <= 0) {
      return false;
    }
    long four = letters(lower, from, Math.min(left, SHORT));
    int found = upTo(four, left);
    if ((found & uses) != 0 || left < LONG) {
      return (found & uses) != 0;
    }
    return (longer[place(four, longer.length)] & uses) != 0
        && (full[place(letters(lower, from, LONG), full.length)] & uses) != 0;
  }

  /// The next place from here on where a phrase of these uses may begin, or the end.
  int next(Letters letters, int from, int uses) {
    boolean rare = (uses & ~everywhere) == 0;
    int end = letters.to();
    for (int i = letters.start(from); i < end; i = letters.start(i + 1)) {
      long eight = letters.small(i);
      if ((!rare || mayBeWithin(eight)) && (at(eight, end - i) & uses) != 0) {
        return i;
      }
    }
    return end;
  }

  /// May one of those begin like this that are looked for everywhere?
  private boolean mayBeWithin(long eight) {
    return has(within, Eight.small(eight, SHORT)) || shortOnes[(int) eight & 0xff];
  }

  /// The next place from here on where a phrase may begin that is looked for everywhere and goes on
  /// behind the end of these letters, or the end.
  int nextBroken(Letters letters, int from) {
    int end = letters.to();
    for (int i = letters.start(Math.max(from, end - LONG + 1)); i < end; i = letters.start(i + 1)) {
      if (has(broken, letters.small(i))) {
        return i;
      }
    }
    return end;
  }

  /// The uses of the phrases that may begin a text, behind what is drawn in front of its words.
  int of(Letters letters) {
    int uses = 0;
    boolean joined = false;
    for (int i = letters.from(); i < letters.to() && !joined; i++) {
      long eight = letters.small(i);
      uses |= at(eight, letters.to() - i);
      joined = (Eight.joined(eight) & FIRST) != 0;
    }
    return uses;
  }

  private static boolean has(long[] bits, long letters) {
    int place = place(letters, PLACES);
    return (bits[place / Long.SIZE] & 1L << place) != 0;
  }

  private static void set(long[] bits, long letters) {
    int place = place(letters, PLACES);
    bits[place / Long.SIZE] |= 1L << place;
  }

  private int at(long eight, int left) {
    long four = Eight.small(eight, SHORT);
    int uses = upTo(four, left);
    if (left >= LONG) {
      int begun = longer[place(four, longer.length)];
      uses |= begun == 0 ? 0 : begun & full[place(eight, full.length)];
    }
    return uses;
  }

  /// Those of less than eight letters.
  private int upTo(long four, int left) {
    int uses = single[(int) four & 0xff];
    uses |= left > 1 ? brief[place(four & TWO, brief.length)] : 0;
    uses |= left >= SHORT ? middle[place(four, middle.length)] : 0;
    return uses;
  }

  /// So many letters, blanks behind.
  private static long letters(String lower, int from, int letters) {
    long eight = 0;
    for (int i = letters - 1; i >= 0; i--) {
      eight = eight << Byte.SIZE | (Letters.of(lower.charAt(from + i)) & 0xff);
    }
    return eight | Eight.SMALL;
  }

  /// Where letters stand in a table of two to some power.
  private static int place(long letters, int places) {
    return (int) ((letters * MIX) >>> (Long.numberOfLeadingZeros(places) + 1));
  }
}
