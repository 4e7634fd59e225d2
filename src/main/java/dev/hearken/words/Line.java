package dev.hearken.words;

/// A line as the rules see it.
///
/// @param text as it stands in the mail
/// @param plain without what cannot be seen, cut where nothing is looked for any more
/// @param lower that in small letters
public record Line(String text, String plain, String lower) {
  public static Line of(String text) {
    var plain = Plain.of(text);
    return new Line(text, plain, Plain.lower(plain));
  }

  public boolean blank() {
    return plain.isEmpty();
  }

  /// Does it begin with `>`, or in a page's source with `&gt;`?
  public boolean quoted() {
    return plain.startsWith(">") || plain.startsWith("&gt;");
  }

  public int words() {
    int words = blank() ? 0 : 1;
    for (int i = 0; i < plain.length(); i++) {
      words += plain.charAt(i) == ' ' ? 1 : 0;
    }
    return words;
  }

  /// Is it drawn of dashes, underscores, stars and the like, at least so many?
  public boolean border(int least) {
    int drawn = 0;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if ("-_=*~#+\u2014\u2013\u2500\u2501".indexOf(c) >= 0) {
        drawn++;
      } else if (c != ' ' && !(c == '>' && i == plain.length() - 1) && c != '.') {
        return false;
      }
    }
    return drawn >= least;
  }

  /// Does it hold an address or a link?
  public boolean linked() {
    return lower.contains("http:")
        || lower.contains("https:")
        || lower.contains("www.")
        || Evidence.address(plain);
  }

  /// Does it end like a sentence?
  public boolean sentence() {
    return !blank()
        && ".?!:;\u3002\uff1f\uff01\u2026".indexOf(plain.charAt(plain.length() - 1)) >= 0;
  }
}
