package dev.hearken.words;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line as the rules see it.
public final class Line {
  private static final List<String> PARTING =
      List.of(
          " | ",
          " <",
          " :: ",
          ", ",
          " (",
          " / ",
          " - ",
          " -- ",
          "---",
          " * ",
          " \u2022 ",
          " \u00b7 ");

  /// What one of them has beside blanks.
  private static final SignSet MAY_PART = SignSet.of("|<:,(/-*\u2022\u00b7");

  private static final SignSet DRAWN = SignSet.of("-_=*~#+^/\u2014\u2013\u2500\u2501");
  private static final SignSet ENDING = SignSet.of(".?!:;\u3002\uff1f\uff01\u2026");
  private static final SignSet BRACKETS = SignSet.of("[<");

  private static final int UNKNOWN = -1;

  /// Shorter ones may mean something.
  private static final int ALTERNATING = 8;

  private final String text;
  private final String plain;

  private final PhraseTree tree;

  /// What is not known yet is found when it is asked for: of most quoted lines nobody asks.
  private @Nullable String lower;

  /// Those of what is plain, from one place to another.
  private @Nullable Letters letters;

  private int from;
  private int end;

  /// As letters say.
  private final long seen;

  private int words;
  private int beginning = UNKNOWN;
  private int @Nullable [] places;
  private int within = UNKNOWN;
  private int linked = UNKNOWN;

  /// @param all the letters of the text that it is a line of
  /// @param at where it begins there
  Line(String text, Letters all, int at, PhraseTree tree) {
    this.text = text;
    this.tree = tree;
    from = all.begin(at, at + text.length());
    int begin = from - at;
    int last = Plain.end(text, begin);
    end = at + last;
    seen = all.look(from, end);
    if (odd()) {
      plain = Plain.of(text);
      words = UNKNOWN;
    } else {
      words = from == end ? 0 : Letters.blanks(seen) + 1;
      boolean wide = (seen & Letters.WIDE) != 0;
      letters = wide ? null : all;
      plain = wide ? Plain.narrow(text, begin, last) : text.substring(begin, last);
    }
  }

  /// As it stands in the mail.
  public String text() {
    return text;
  }

  /// Without what cannot be seen, cut where nothing is looked for any more.
  public String plain() {
    return plain;
  }

  /// That without where its links lead.
  public String shown() {
    return mayHoldColon() ? Targets.without(plain) : plain;
  }

  /// Does it look longer than this?
  public boolean wider(int most) {
    return plain.length() > most && shown().length() > most;
  }

  /// What is plain in small letters.
  public String lower() {
    var lower = this.lower;
    if (lower == null) {
      // Letters that are there before are all of English.
      lower = letters == null ? Plain.lower(plain) : letters.text(from, end);
      this.lower = lower;
    }
    return lower;
  }

  /// The uses of the phrases that it may begin with, as bits: few lines have to be looked at again.
  int beginning() {
    if (beginning == UNKNOWN) {
      var known = letters();
      beginning = tree.beginning(known, from, end);
    }
    return beginning;
  }

  /// Asked first: where they begin and end may be known only then.
  private Letters letters() {
    var letters = this.letters;
    if (letters == null) {
      // Where all are of English, capitals are seen to be the same.
      letters = Letters.of(odd() ? lower() : plain);
      this.letters = letters;
      from = 0;
      end = letters.length();
    }
    return letters;
  }

  /// Where phrases may begin that are looked for everywhere in it, and hardly anywhere else; behind
  /// each place the node of the tree at which to look on.
  int[] places() {
    var places = this.places;
    if (places == null) {
      var known = letters();
      places = tree.places(known, from, end);
      this.places = places;
    }
    return places;
  }

  /// The uses of the phrases that may stand anywhere in it.
  int within() {
    if (within == UNKNOWN) {
      within = tree.within(this);
    }
    return within;
  }

  /// Has it a tab within, or a letter or sign that not everybody writes alike?
  public boolean odd() {
    return (seen & Letters.ODD) != 0;
  }

  /// May there be a digit in it or one of `:;<=>?@`? Dates, times, addresses and headers have them;
  /// of most lines it is known that they have none.
  public boolean mayTell() {
    return (seen & (Letters.TELLING | Letters.ODD)) != 0;
  }

  /// May there be a colon in it?
  public boolean mayHoldColon() {
    return (seen & (Letters.COLON | Letters.ODD)) != 0;
  }

  /// May there be an `@` in it?
  public boolean mayHoldAt() {
    return (seen & (Letters.AT | Letters.ODD)) != 0;
  }

  /// May there be so many digits in it?
  public boolean mayHoldDigits(int least) {
    return odd() || Letters.digits(seen) >= least;
  }

  public boolean blank() {
    return plain.isEmpty();
  }

  /// Does it begin with `>`, or in a page's source with `&gt;`?
  public boolean quoted() {
    return mayTell() && (plain.startsWith(">") || plain.startsWith("&gt;"));
  }

  public int words() {
    if (words == UNKNOWN) {
      words = plain.isEmpty() ? 0 : 1;
      for (int i = plain.indexOf(' '); i >= 0; i = plain.indexOf(' ', i + 1)) {
        words++;
      }
    }
    return words;
  }

  /// What stands left of a wide gap or of a sign that parts a name from what is said of it: "Jane
  /// Roe" of "Jane Roe | Example Ltd". The whole line, where there is none.
  public String column() {
    int begin = 0;
    while (begin < text.length() && text.charAt(begin) <= ' ') {
      begin++;
    }
    int tab = text.indexOf('\t', begin);
    int gap = text.indexOf("  ", begin);
    int end = Math.min(tab < 0 ? text.length() : tab, gap < 0 ? text.length() : gap);
    var left = end == text.length() ? plain : Plain.of(text.substring(begin, end));
    return mayPart(left) ? parted(left) : left;
  }

  private static String parted(String text) {
    var left = text;
    for (var sign : PARTING) {
      int at = left.indexOf(sign, 1);
      left = at > 0 ? left.substring(0, at) : left;
    }
    return left;
  }

  /// Does it hold what one of the signs has beside blanks? Few lines do.
  private static boolean mayPart(String text) {
    for (int i = 1; i < text.length(); i++) {
      if (MAY_PART.has(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /// Is it drawn of dashes, underscores, stars and the like, at least so many? They may take turns
  /// with one letter or digit.
  public boolean border(int least) {
    int drawn = 0;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (DRAWN.has(c)) {
        drawn++;
      } else if (c != ' ' && !(c == '>' && i == plain.length() - 1) && c != '.') {
        return i <= 1 && alternating() && plain.length() / 2 >= least;
      }
    }
    return drawn >= least;
  }

  /// "=0=0=0=0=", long enough to be seen as drawn.
  private boolean alternating() {
    if (plain.length() < ALTERNATING || DRAWN.has(plain.charAt(0)) == DRAWN.has(plain.charAt(1))) {
      return false;
    }
    for (int i = 2; i < plain.length(); i++) {
      if (plain.charAt(i) != plain.charAt(i - 2)) {
        return false;
      }
    }
    return true;
  }

  /// Is it nothing but what pictures and links say in brackets: `[logo]<https://…>`?
  public boolean icons() {
    if (!BRACKETS.begins(plain)) {
      return false;
    }
    char close = 0;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (close != 0) {
        close = c == close ? 0 : close;
      } else if (c == '[' || c == '<') {
        close = c == '[' ? ']' : '>';
      } else if (c != ' ' && c != '|') {
        return false;
      }
    }
    return linked();
  }

  /// Does it hold an address or a link?
  public boolean linked() {
    if (linked == UNKNOWN) {
      linked = addressed() || (mayHoldPage() && lower().contains("www.")) ? 1 : 0;
    }
    return linked > 0;
  }

  private boolean addressed() {
    return (mayHoldAt() && Evidence.address(plain))
        || (mayHoldColon()
            && plain.indexOf(':') > 0
            && (lower().contains("http:") || lower().contains("https:")));
  }

  private boolean mayHoldPage() {
    return letters == null || letters.mayHoldPage(from, end);
  }

  /// Does it end like a sentence?
  public boolean sentence() {
    return ENDING.ends(plain);
  }
}
