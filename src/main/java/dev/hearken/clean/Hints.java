package dev.hearken.clean;

import java.util.BitSet;
import java.util.function.IntPredicate;

/// What a mail's HTML says of the lines of its text, where these may not.
///
/// @param quotes come from an element that quotes
/// @param perhaps come from one that may: it does below an introduction
/// @param introductions come from one that introduces a quotation
/// @param signatures come from one in which somebody signs
/// @param rests the lines with which something begins that is quoted to its end
public record Hints(
    BitSet quotes, BitSet perhaps, BitSet introductions, BitSet signatures, BitSet rests) {
  /// Of plain text. More can be added.
  public static Hints none() {
    return new Hints(new BitSet(), new BitSet(), new BitSet(), new BitSet(), new BitSet());
  }

  /// Those that quote, and those that may and stand below a line that introduces a quotation.
  /// People also set in what they write themselves: "The error is:".
  BitSet quotes(Draft draft, IntPredicate introduces) {
    var quotes = (BitSet) this.quotes.clone();
    int above = -1;
    for (int i = draft.filled(0); i < draft.size(); i = draft.filled(i + 1)) {
      if (perhaps.get(i) && above >= 0) {
        boolean introduced =
            perhaps.get(above)
                ? quotes.get(above)
                : draft.line(above).plain().endsWith(":") && introduces.test(above);
        quotes.set(i, quotes.get(i) || introduced);
      }
      above = i;
    }
    return quotes;
  }
}
