package dev.hearken.words;

import java.util.Arrays;

/// Finds where phrases may begin in a line that are looked for everywhere: a look or two at the
/// letters there tell, at most places, that none does. What it asks about each place is small
/// enough to stay near the processor.
final class Sieve {
  /// After so many letters those who look on may start at a node of the tree.
  static final int LONG = Eight.LETTERS;

  private static final int SHORT = 4;

  /// No place.
  private static final int[] NONE = {};

  /// The first eight letters of a phrase, or all that a line has of one before it goes on in the
  /// next one.
  private final Bits eights = new Bits(1 << 16);

  /// The first four of those that have less than eight.
  private final Bits fours = new Bits(1 << 14);

  /// The first of those that have less than four.
  private final boolean[] ones = new boolean[1 << Byte.SIZE];

  /// Eight letters, and the nodes of the tree to which they lead.
  private long[] keys = new long[1024];

  private int[] nodes = new int[keys.length];
  private int keyed;

  /// @param node where its first eight letters lead
  void add(String phrase, int node) {
    long eight = Letters.of(phrase).small(0, phrase.length());
    int length = phrase.length();
    if (length >= LONG) {
      eights.set(eight);
      // Others may look like these.
      if (Plain.ascii(phrase)) {
        put(eight, node);
      }
    } else if (length >= SHORT) {
      fours.set(Eight.small(eight, SHORT));
    } else {
      ones[(int) eight & 0xff] = true;
    }
    for (int i = phrase.indexOf(' '); i > 0 && i < LONG; i = phrase.indexOf(' ', i + 1)) {
      eights.set(Eight.small(eight, i));
    }
  }

  /// Where one may begin, counted from where this part of the letters begins, and behind each place
  /// the node to which the first eight letters lead, or the root.
  int[] places(Letters letters, int from, int end) {
    var found = NONE;
    for (int block = from / Long.SIZE; block * Long.SIZE < end; block++) {
      long passed = 0;
      for (long left = letters.words(block, from, end); left != 0; left &= left - 1) {
        long place = Long.lowestOneBit(left);
        passed |= passes(letters.small(place(block, left), end)) ? place : 0;
      }
      int count = found.length;
      found = passed == 0 ? found : Arrays.copyOf(found, count + 2 * Long.bitCount(passed));
      for (long left = passed; left != 0; left &= left - 1) {
        int place = place(block, left);
        found[count++] = place - from;
        found[count++] = end - place < LONG ? PhraseTree.ROOT : node(letters.small(place, end));
      }
    }
    return found;
  }

  /// Of the first bit of a block.
  private static int place(int block, long bits) {
    return block * Long.SIZE + Long.numberOfTrailingZeros(bits);
  }

  /// May one begin with these letters?
  private boolean passes(long eight) {
    return eights.has(eight) || shortOnes(eight);
  }

  private boolean shortOnes(long eight) {
    return fours.has(Eight.small(eight, SHORT)) || ones[(int) eight & 0xff];
  }

  private int node(long eight) {
    return shortOnes(eight) ? PhraseTree.ROOT : nodes[key(eight)];
  }

  private void put(long eight, int node) {
    if (4 * keyed >= keys.length) {
      var all = keys;
      var led = nodes;
      keys = new long[2 * all.length];
      nodes = new int[keys.length];
      keyed = 0;
      for (int i = 0; i < all.length; i++) {
        if (all[i] != 0) {
          put(all[i], led[i]);
        }
      }
    }
    int key = key(eight);
    keyed += keys[key] == 0 ? 1 : 0;
    keys[key] = eight;
    nodes[key] = node;
  }

  /// Where these letters are kept, or would be.
  private int key(long eight) {
    int key = Eight.place(eight, keys.length);
    while (keys[key] != 0 && keys[key] != eight) {
      key = (key + 1) & (keys.length - 1);
    }
    return key;
  }

  /// Of many letters, which are hardly ever there by mistake: three bits of a number each.
  private static final class Bits {
    private final long[] bits;

    Bits(int places) {
      bits = new long[places / Long.SIZE];
    }

    void set(long letters) {
      bits[Eight.place(letters, bits.length)] |= three(letters);
    }

    boolean has(long letters) {
      long three = three(letters);
      return (bits[Eight.place(letters, bits.length)] & three) == three;
    }

    private static long three(long letters) {
      long mixed = Eight.mixed(letters);
      return 1L << (mixed >>> 20) | 1L << (mixed >>> 28) | 1L << (mixed >>> 36);
    }
  }
}
