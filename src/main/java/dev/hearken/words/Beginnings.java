package dev.hearken.words;

/// The first letters of all phrases: a look or two tell which uses a phrase may have that begins at
/// a place; at most places none may. Uses are bits.
final class Beginnings {
  private static final int LONG = Eight.LETTERS;

  /// By the first word of phrases, or as much of it as eight letters hold, the uses of those that
  /// have less than eight letters, and beside them, as they are looked at together, those of all
  /// others.
  private final int[] words = new int[2 << 12];

  /// The uses of the latter by their first eight letters.
  private final int[] eights = new int[1 << 15];

  void add(String phrase, int use) {
    long eight = Letters.of(phrase).small(0, phrase.length());
    int pair = pair(eight);
    if (phrase.length() < LONG) {
      words[pair] |= use;
    } else {
      words[pair + 1] |= use;
      eights[Eight.place(eight, eights.length)] |= use;
    }
  }

  /// May a phrase of these uses begin here, and end in this text?
  boolean at(String lower, int from, int uses) {
    int left = Math.min(lower.length() - from, LONG);
    return left > 0 && (at(letters(lower, from, left)) & uses) != 0;
  }

  /// The next place from here on where a phrase of these uses may begin, or the end.
  int next(Letters letters, int from, int uses) {
    int end = letters.length();
    for (int block = from / Long.SIZE; block * Long.SIZE < end; block++) {
      for (long left = letters.words(block, from, end); left != 0; left &= left - 1) {
        int place = block * Long.SIZE + Long.numberOfTrailingZeros(left);
        if ((at(letters.small(place, end)) & uses) != 0) {
          return place;
        }
      }
    }
    return end;
  }

  /// The last place before this one where a phrase of these uses may begin, or -1.
  int last(Letters letters, int end, int uses) {
    for (int block = Math.floorDiv(end - 1, Long.SIZE); block >= 0; block--) {
      long left = letters.words(block, 0, end);
      while (left != 0) {
        long bit = Long.highestOneBit(left);
        int place = block * Long.SIZE + Long.numberOfTrailingZeros(bit);
        if ((at(letters.small(place, letters.length())) & uses) != 0) {
          return place;
        }
        left ^= bit;
      }
    }
    return -1;
  }

  /// The uses of the phrases that may begin a text, behind what is drawn in front of its words.
  int of(Letters letters, int from, int end) {
    int uses = 0;
    boolean joined = false;
    for (int i = from; i < end && !joined; i++) {
      long eight = letters.small(i, end);
      uses |= at(eight);
      joined = Eight.joinedAt(eight);
    }
    return uses;
  }

  private int at(long eight) {
    int pair = pair(eight);
    int begun = words[pair + 1];
    return words[pair] | (begun == 0 ? 0 : begun & eights[Eight.place(eight, eights.length)]);
  }

  /// So many letters, blanks behind.
  private static long letters(String lower, int from, int letters) {
    long eight = 0;
    for (int i = letters - 1; i >= 0; i--) {
      eight = eight << Byte.SIZE | (Letters.of(lower.charAt(from + i)) & 0xff);
    }
    return eight | Eight.SMALL;
  }

  /// Where the two stand that belong to the word with which these letters begin.
  private int pair(long eight) {
    return 2 * Eight.place(Eight.word(eight), words.length / 2);
  }
}
