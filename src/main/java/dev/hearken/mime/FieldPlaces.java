package dev.hearken.mime;

import java.util.Arrays;

/// Where the fields of a header stand, found in one pass over it.
final class FieldPlaces {
  private static final int USUAL = 40;

  private final byte[] bytes;

  /// Of each field where it begins and where its name ends.
  private int[] places = new int[2 * USUAL];

  private int count;
  private int end;
  private boolean inOrder;

  private FieldPlaces(byte[] bytes) {
    this.bytes = bytes;
  }

  /// As far as there is nothing but fields.
  static FieldPlaces of(byte[] bytes, int from) {
    var places = new FieldPlaces(bytes);
    places.inOrder = places.find(from);
    return places;
  }

  private boolean find(int from) {
    for (end = from; end < bytes.length && !Lines.isEmpty(bytes, end); ) {
      boolean folded = count > 0 && (bytes[end] == ' ' || bytes[end] == '\t');
      if (!folded) {
        int name = Lines.endOfName(bytes, end);
        if (name < 0) {
          return false;
        }
        add(end, name);
      }
      end = Lines.next(bytes, end);
    }
    return count > 0;
  }

  private void add(int begin, int name) {
    if (count == Walk.MOST_FIELDS) {
      throw tooMuch();
    }
    if (2 * count == places.length) {
      places = Arrays.copyOf(places, 2 * places.length);
    }
    places[2 * count] = begin;
    places[2 * count + 1] = name;
    count++;
  }

  static Unreadable tooMuch() {
    return new Unreadable(
        "Its header has more than %,d fields, or one of more than %,d bytes."
            .formatted(Walk.MOST_FIELDS, Walk.LONGEST_FIELD));
  }

  /// Is there nothing but fields, at least one, up to an empty line or the end of all?
  boolean areInOrder() {
    return inOrder;
  }

  int count() {
    return count;
  }

  int begin(int number) {
    return places[2 * number];
  }

  int endOfName(int number) {
    return places[2 * number + 1];
  }

  /// Behind the line break.
  int end(int number) {
    return number + 1 < count ? begin(number + 1) : end;
  }

  /// Of all of them, where the empty line stands.
  int end() {
    return end;
  }
}
