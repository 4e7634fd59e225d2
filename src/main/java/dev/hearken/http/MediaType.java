package dev.hearken.http;

import java.util.Locale;
import java.util.regex.Pattern;

/// The names of types, such as `audio/wav`, as far as those of files are kept and given back.
public final class MediaType {
  /// Of what is of no known type.
  public static final String UNKNOWN = "application/octet-stream";

  /// What a legal one looks like, for people.
  public static final String FORM = "a media type such as audio/wav, of at most 255 characters";

  private static final int LONGEST = 255;
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
  private static final Pattern LEGAL =
      Pattern.compile(
          "T/T(?:[ \\t]*+;[ \\t]*+(?:T=(?:T|\"[\\x20!#-\\[\\]-~]*+\"))?+)*+".replace("T", TOKEN));

  private MediaType() {}

  /// May it stand in a header?
  public static boolean isLegal(String type) {
    return type.length() <= LONGEST && LEGAL.matcher(type).matches();
  }

  /// Is it, whatever its parameters, this one?
  public static boolean is(String type, String name) {
    int end = type.indexOf(';');
    var base = end < 0 ? type : type.substring(0, end);
    return base.strip().toLowerCase(Locale.ROOT).equals(name);
  }
}
