package dev.hearken.words;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Who wrote the mail, as far as it says: it tells a signature from a name that stands there for
/// another reason.
public final class Sender {
  private static final int MOST_WORDS = 5;

  /// A few, each once.
  private final List<String> names = new ArrayList<>(4);

  private final String given;

  private final StringBuilder initials = new StringBuilder();

  /// The first letters of names that are not written out: "J." of "J. Roe", "k" of "kroe@".
  private final StringBuilder hidden = new StringBuilder();

  private final String domain;

  private final String address;

  /// What his names are shortened to; null until somebody asks.
  private @Nullable List<String> shortened;

  private Sender(String name, String address) {
    this.address = Plain.lower(address);
    var displayed = WrittenName.words(name);
    given = displayed.isEmpty() ? "" : displayed.getFirst();
    for (var word : displayed) {
      add(word);
      initials.append(word.charAt(0));
      if (word.length() == 1) {
        hidden.append(word);
      }
    }
    int at = address.indexOf('@');
    if (at > 0) {
      for (var word : WrittenName.words(address.substring(0, at))) {
        if (word.length() > 2) {
          add(word);
        }
        if (displayed.isEmpty()) {
          hidden.append(word.charAt(0));
        }
      }
    }
    domain = at > 0 ? this.address.substring(at + 1) : "";
  }

  private void add(String name) {
    if (!names.contains(name)) {
      names.add(name);
    }
  }

  /// The part of his address that he may have named himself after, "whump" of "bill@whump.com": the
  /// label before the last one, or before a short one and a country's.
  private String house() {
    var labels = domain.split("\\.", -1);
    int place = labels.length - 2;
    if (place > 0 && labels[place].length() <= 3 && labels[place + 1].length() == 2) {
      place--;
    }
    return place < 0 || labels[place].length() < 4 ? "" : labels[place];
  }

  /// Nothing is known of him.
  public static Sender unknown() {
    return new Sender("", "");
  }

  /// As a header has him: `Jane Roe <jane@example.com>`, `jane@example.com (Jane Roe)`, or one of
  /// both.
  public static Sender of(String from) {
    int open = from.lastIndexOf('<');
    int close = from.indexOf('>', Math.max(open, 0));
    if (open >= 0 && close > open) {
      return new Sender(from.substring(0, open), from.substring(open + 1, close));
    }
    int bracket = from.indexOf('(');
    int end = from.lastIndexOf(')');
    if (bracket > 0 && end > bracket) {
      return new Sender(from.substring(bracket + 1, end), from.substring(0, bracket).strip());
    }
    return from.indexOf('@') > 0 ? new Sender("", from.strip()) : new Sender(from, "");
  }

  public boolean known() {
    return !names.isEmpty();
  }

  /// Does he say what he is called, beside his address?
  public boolean displayed() {
    return !given.isEmpty();
  }

  /// Is it in a script in which he does not say what he is called?
  public boolean spelledOtherwise(String plain) {
    var bare = WrittenName.bare(plain);
    if (!known() || bare.isEmpty() || !Character.isLetter(bare.codePointAt(0))) {
      return false;
    }
    for (var name : names) {
      if (script(name) == script(bare)) {
        return false;
      }
    }
    return true;
  }

  private static Character.UnicodeScript script(String word) {
    return Character.UnicodeScript.of(word.codePointAt(0));
  }

  public boolean addressIn(Line line) {
    return address.length() > 3
        && (line.mayHoldAt() || address.indexOf('@') < 0)
        && line.lower().contains(address);
  }

  /// Does it hold a name of his or the domain of his address, in a link or otherwise?
  public boolean mentionedIn(Line line) {
    var lower = line.lower();
    return (domain.length() > 3 && lower.contains(domain))
        || names.stream().anyMatch(name -> name.length() > 2 && lower.contains(name));
  }

  /// Is this his name, or a part or short form of it, and little else?
  public boolean named(String plain) {
    if (plain.length() > 80 || !known() || WrittenName.more(plain, MOST_WORDS)) {
      return false;
    }
    var bare = WrittenName.bare(plain.endsWith(")") ? unbracketed(plain) : plain);
    if (bare.length() > 60 || !WrittenName.hasNoEnd(bare) || blanks(bare) > 2 * MOST_WORDS) {
      return false;
    }
    var words = WrittenName.words(bare, MOST_WORDS + 1);
    if (words.isEmpty() || words.size() > MOST_WORDS) {
      return false;
    }
    int his = 0;
    int others = 0;
    for (var word : words) {
      if (his(word)) {
        his++;
      } else if (word.length() > 1) {
        others++;
      }
    }
    return his > 0 && his >= others && (others == 0 || WrittenName.capitals(bare));
  }

  /// "Jane Roe (room 7)" without the room.
  private static String unbracketed(String plain) {
    int bracket = plain.indexOf(" (");
    return bracket > 1 ? plain.substring(0, bracket) : plain;
  }

  private static int blanks(String bare) {
    int blanks = 0;
    for (int i = bare.indexOf(' '); i >= 0; i = bare.indexOf(' ', i + 1)) {
      blanks++;
    }
    return blanks;
  }

  /// Do at least two of his names stand here, or is it his one name, with hardly anything else?
  public boolean fully(String plain) {
    if (!named(plain)) {
      return false;
    }
    int his = 0;
    for (var word : WrittenName.words(WrittenName.bare(plain))) {
      // Where no blanks are set between words, one holds both names.
      boolean both = word.length() > 2 && !Bounds.joined(word.charAt(0)) && called(word);
      his += both ? 2 : his(word) ? 1 : 0;
    }
    return his >= Math.min(2, names.size());
  }

  /// Could a word that is no name of his be what his friends call him: "Jim" of J. Roe, "Kate" of
  /// kroe@example.com?
  public boolean mayBeCalled(String plain) {
    var bare = WrittenName.bare(plain);
    return bare.length() >= 3
        && bare.length() <= 10
        && bare.indexOf(' ') < 0
        && WrittenName.capitals(bare)
        && WrittenName.hasNoEnd(bare)
        && !bare.equals(bare.toUpperCase(Locale.ROOT))
        && hidden.indexOf(Plain.lower(bare.substring(0, 1))) >= 0;
  }

  /// Is the first word his name, and are there a few more at most: "Helen of Troy"?
  public boolean begins(String plain) {
    var words = WrittenName.words(plain, MOST_WORDS);
    return !words.isEmpty()
        && words.size() <= MOST_WORDS - 1
        && words.getFirst().length() > 2
        && called(words.getFirst());
  }

  /// Is it the name that his name begins with, or a short form of that, alone or with another name
  /// of his?
  public boolean given(String plain) {
    var words = WrittenName.words(plain, 3);
    if (words.isEmpty() || words.size() > 2 || given.isEmpty()) {
      return false;
    }
    boolean first =
        given.startsWith(words.getFirst()) || ShortForms.of(given).contains(words.getFirst());
    return first && (words.size() == 1 || names.contains(words.getLast()));
  }

  /// Is it the name of his domain?
  public boolean housed(String plain) {
    var house = house();
    return !house.isEmpty() && Plain.lower(WrittenName.bare(plain)).equals(house);
  }

  /// How many different names of his stand in the text?
  public int count(String plain) {
    var found = new HashSet<String>();
    for (var word : WrittenName.words(plain)) {
      if ((word.length() > 2 || !Bounds.joined(word.charAt(0))) && names.contains(word)) {
        found.add(word);
      }
    }
    return found.size();
  }

  /// Does the line hold his name among other words?
  public boolean in(String plain) {
    for (var word : WrittenName.words(plain)) {
      if (word.length() > 2 && names.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /// "R." or "jm", "C." and "CW" of "Wynne, Conor", "gg" of Geege.
  public boolean initials(String plain) {
    var bare = Plain.lower(WrittenName.bare(plain)).replace(".", "").replace(" ", "");
    if (bare.isEmpty() || bare.length() > 3 || initials.isEmpty()) {
      return false;
    }
    var all = initials.toString();
    return all.startsWith(bare)
        || (bare.length() == 1 && all.contains(bare))
        || (bare.length() > 1
            && (bare.contentEquals(new StringBuilder(all).reverse())
                || bare.equals(all.substring(0, 1).repeat(bare.length()))));
  }

  /// Is it a name of his, or what one is shortened to?
  private boolean called(String word) {
    return names.contains(word) || shortened().contains(word);
  }

  private List<String> shortened() {
    var known = shortened;
    if (known == null) {
      known = names.stream().flatMap(name -> ShortForms.of(name).stream()).toList();
      shortened = known;
    }
    return known;
  }

  private boolean his(String word) {
    if (called(word)) {
      return true;
    }
    // "敏敏" of 赵敏.
    if (word.length() == 2 && word.charAt(0) == word.charAt(1) && !Bounds.joined(word.charAt(0))) {
      return names.stream().anyMatch(name -> name.endsWith(word.substring(1)));
    }
    // Where no blanks are set between words, two letters are a family's name or a given one.
    boolean whole = !Bounds.joined(word.charAt(0));
    if (word.length() < (whole ? 2 : 3)) {
      return false;
    }
    boolean mayEnd = whole || word.length() >= 4;
    var stem = ShortForms.stem(word);
    for (var name : names) {
      if (name.startsWith(word)
          || (!stem.isEmpty() && name.startsWith(stem))
          || (mayEnd && name.length() > word.length() && name.endsWith(word))) {
        return true;
      }
    }
    return false;
  }
}
