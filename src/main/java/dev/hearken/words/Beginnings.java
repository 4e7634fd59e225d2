package dev.hearken.words;

/// The first letters of all phrases: a look or two tell which uses a phrase may have that begins at
/// a place; at most places none may. Uses are bits.
final class Beginnings {
  private static final int SHORT = 4;
  private static final int LONG = Eight.LETTERS;
  private static final long TWO = 0xffffL;
  private static final long FIRST = 0xff;

  /// The uses of phrases of one letter, of two or three by two, of all others by four, and of those
  /// of eight and more by eight. By four, those of less than eight stand beside those of more, as
  /// they are looked at together.
  private final int[] single = new int[1 << Byte.SIZE];

  private final int[] brief = new int[1 << 11];
  private final int[] fours = new int[2 << 13];
  private final int[] eights = new int[1 << 16];

  void add(String phrase, int use) {
    long eight = Letters.of(phrase).small(0, phrase.length());
    long four = Eight.small(eight, SHORT);
    int length = phrase.length();
    if (length == 1) {
      single[(int) eight & 0xff] |= use;
    } else if (length < SHORT) {
      brief[Eight.place(eight & TWO, brief.length)] |= use;
    } else if (length < LONG) {
      fours[pair(four)] |= use;
    } else {
      fours[pair(four) + 1] |= use;
      eights[Eight.place(eight, eights.length)] |= use;
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
    return (fours[pair(four) + 1] & uses) != 0
        && (eights[Eight.place(letters(lower, from, LONG), eights.length)] & uses) != 0;
  }

  /// The next place from here on where a phrase of these uses may begin, or the end.
  int next(Letters letters, int from, int uses) {
    int end = letters.length();
    for (int i = letters.word(from, end); i < end; i = letters.word(i + 1, end)) {
      if ((at(letters.small(i, end), end - i) & uses) != 0) {
        return i;
      }
    }
    return end;
  }

  /// The uses of the phrases that may begin a text, behind what is drawn in front of its words.
  int of(Letters letters, int from, int end) {
    int uses = 0;
    boolean joined = false;
    for (int i = from; i < end && !joined; i++) {
      long eight = letters.small(i, end);
      uses |= at(eight, end - i);
      joined = ((Eight.joined(eight) | Eight.joinedOthers(eight)) & FIRST) != 0;
    }
    return uses;
  }

  private int at(long eight, int left) {
    long four = Eight.small(eight, SHORT);
    int uses = upTo(four, left);
    if (left >= LONG) {
      int begun = fours[pair(four) + 1];
      uses |= begun == 0 ? 0 : begun & eights[Eight.place(eight, eights.length)];
    }
    return uses;
  }

  /// Those of less than eight letters.
  private int upTo(long four, int left) {
    int uses = single[(int) four & 0xff];
    uses |= left > 1 ? brief[Eight.place(four & TWO, brief.length)] : 0;
    uses |= left >= SHORT ? fours[pair(four)] : 0;
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

  /// Where the two that belong to four letters stand.
  private int pair(long four) {
    return 2 * Eight.place(four, fours.length / 2);
  }
}
