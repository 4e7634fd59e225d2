package dev.hearken.words;

/// Dates, times and addresses within a text, found without knowing its language.
public final class Evidence {
  private static final SignSet JOINING = SignSet.of("./-");

  private Evidence() {}

  /// Is there a name, an `@` and a domain?
  public static boolean address(String plain) {
    for (int at = plain.indexOf('@', 1); at > 0; at = plain.indexOf('@', at + 1)) {
      if (at + 1 < plain.length()
          && part(plain.charAt(at - 1))
          && (part(plain.charAt(at + 1)) || plain.charAt(at + 1) == '[')) {
        return true;
      }
    }
    return false;
  }

  private static boolean part(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '*';
  }

  /// Is there a day with its month or year: "4 March 2012", "2012-03-04", "3/4/12", "2012年3月4日"?
  public static boolean date(String plain) {
    int numbers = 0;
    boolean year = false;
    boolean day = false;
    int joined = 0;
    int i = 0;
    int lastEnd = -2;
    while (i < plain.length()) {
      if (!digit(plain.charAt(i))) {
        i++;
        continue;
      }
      int start = i;
      while (i < plain.length() && digit(plain.charAt(i))) {
        i++;
      }
      int length = i - start;
      if (length > 4) {
        lastEnd = -2;
        continue;
      }
      int value = Integer.parseInt(plain.substring(start, i));
      numbers++;
      boolean isYear = length == 4 && value >= 1970 && value <= 2099;
      year |= isYear;
      day |= length <= 2 && value >= 1 && value <= 31;
      boolean follows = lastEnd == start - 1 && start > 0 && JOINING.has(plain.charAt(start - 1));
      joined = follows ? joined + 1 : 0;
      if (joined == 2 && (length <= 2 || isYear)) {
        return true;
      }
      lastEnd = i;
    }
    return numbers >= 2 && year && day;
  }

  /// Is there a time: "7:37", "19h37"? Those with a point look like other numbers, unless a Nordic
  /// word for the clock stands before them: "klo 7.37".
  public static boolean time(String plain) {
    for (int i = 1; i + 2 < plain.length(); i++) {
      char c = plain.charAt(i);
      if ((c == ':' || c == 'h' || (c == '.' && clock(plain, i)))
          && digit(plain.charAt(i - 1))
          && digit(plain.charAt(i + 1))
          && digit(plain.charAt(i + 2))
          && (i + 3 >= plain.length() || !digit(plain.charAt(i + 3)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean clock(String plain, int point) {
    int start = point;
    while (start > 0 && digit(plain.charAt(start - 1))) {
      start--;
    }
    if (start < 3 || point - start > 2 || plain.charAt(start - 1) != ' ') {
      return false;
    }
    int word = plain.lastIndexOf(' ', start - 2) + 1;
    return switch (plain.substring(word, start - 1)) {
      case "kl", "kl.", "klo", "kello" -> true;
      default -> false;
    };
  }

  /// Does it begin with a date's number, perhaps after the day of the week?
  public static boolean beginsWithDate(String plain) {
    int limit = Math.min(plain.length(), 14);
    for (int i = 0; i < limit; i++) {
      char c = plain.charAt(i);
      if (digit(c)) {
        return i == 0 || (!keyed(plain, i) && (date(plain) || time(plain)));
      }
      if (c == '<' || c == '@') {
        return false;
      }
    }
    return false;
  }

  /// "2048R", as keys are named: is a capital right behind the number?
  private static boolean keyed(String plain, int from) {
    int end = from;
    while (end < plain.length() && digit(plain.charAt(end))) {
      end++;
    }
    return end < plain.length() && plain.charAt(end) >= 'A' && plain.charAt(end) <= 'Z';
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
