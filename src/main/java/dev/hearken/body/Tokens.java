package dev.hearken.body;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hearken.http.Json;
import dev.hearken.http.Refusal;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/// The tokens of one thing in a body, read one after the other under the limits that are documented
/// for each. A refusal names the place in the body, the thing, the value and what would have been
/// right.
public final class Tokens {
  /// The longest text that is taken anywhere, in code points.
  public static final int LONGEST_TEXT = 1_048_576;

  private final JsonParser json;
  private final Whereabouts here;
  private boolean hasPassedOver;

  /// @param json stands at the beginning of the thing
  /// @param thing what it is, such as "comment"
  public Tokens(JsonParser json, String thing) throws IOException {
    this(json, new Whereabouts(json, thing));
    if (!json.hasToken(JsonToken.START_OBJECT)) {
      throw here.noThing();
    }
  }

  private Tokens(JsonParser json, Whereabouts here) {
    this.json = json;
    this.here = here;
  }

  /// Those of the value that has just ended, which another parser reads once more.
  public Tokens again(JsonParser json) {
    return new Tokens(json, new Whereabouts(json, here));
  }

  /// From now on refusals name the thing by this.
  public void identify(String id) {
    here.identify(id);
  }

  /// Goes on to the value of the next field of an object; false at its end. Fields whose names
  /// begin with an underscore are the vendor's own and passed over.
  public boolean nextField() throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean vendors = isVendors(json.currentName());
      json.nextToken();
      if (!vendors) {
        return true;
      }
      json.skipChildren();
      hasPassedOver = true;
    }
    return false;
  }

  /// Is a field of this name the vendor's own?
  public static boolean isVendors(String name) {
    return name.startsWith("_");
  }

  /// Has a field of the vendor's been passed over so far?
  public boolean hasPassedOver() {
    return hasPassedOver;
  }

  /// Goes on to the value of the next property; false at the end. Names are data here.
  public boolean nextProperty() throws IOException {
    if (json.nextToken() != JsonToken.FIELD_NAME) {
      return false;
    }
    json.nextToken();
    return true;
  }

  public String storableName() throws IOException {
    return storable(json.currentName());
  }

  /// Goes on to the next element of an array; false at its end.
  public boolean nextElement() throws IOException {
    return json.nextToken() != JsonToken.END_ARRAY;
  }

  /// The name of the field whose value this is.
  public String name() throws IOException {
    return json.currentName();
  }

  /// Is the value null?
  public boolean isNull() {
    return json.hasToken(JsonToken.VALUE_NULL);
  }

  /// Where the value begins, in bytes of what the parser reads.
  public long offset() {
    return json.currentTokenLocation().getByteOffset();
  }

  /// Where what was read so far ends, in bytes of what the parser reads.
  public long end() {
    return json.currentLocation().getByteOffset();
  }

  /// Passes over the value.
  public void skip() throws IOException {
    json.skipChildren();
  }

  /// A text that is not read now, for it may be too large to be held.
  public void requireText() throws IOException {
    require(JsonToken.VALUE_STRING, "a string");
  }

  public void requireObject() throws IOException {
    require(JsonToken.START_OBJECT, "a JSON object");
  }

  public void requireArray() throws IOException {
    require(JsonToken.START_ARRAY, "an array");
  }

  private void require(JsonToken token, String right) throws IOException {
    if (!json.hasToken(token)) {
      throw wrong(right);
    }
  }

  /// A text of so many code points.
  public String text(int least, int longest) throws IOException {
    if (!json.hasToken(JsonToken.VALUE_STRING)) {
      throw wrong(textOf(least, longest));
    }
    var text = json.getText();
    int length = text.codePointCount(0, text.length());
    if (length < least || length > longest) {
      throw wrong(textOf(least, longest) + " (it has %,d)".formatted(length));
    }
    return storable(text);
  }

  /// Passes over a text of so many code points. The usual ones never become a string: they are
  /// checked as the parser has them.
  ///
  /// @param least 0 or 1
  public void passText(int least, int longest) throws IOException {
    if (json.hasToken(JsonToken.VALUE_STRING)) {
      int length = textLength();
      if (length >= least && length <= longest && isUsual()) {
        return;
      }
    }
    text(least, longest);
  }

  /// Passes over a text that is not looked at before it is known whether its bytes can be stored as
  /// they are; otherwise it is looked at when it is read [#again].
  ///
  /// @param longest in code points, for who does not bring a text
  public void passUnread(int longest) throws IOException {
    if (!json.hasToken(JsonToken.VALUE_STRING)) {
      throw wrong(textOf(0, longest));
    }
  }

  /// Passes over a name, or one token of a value of any kind; texts may be of any length.
  public void passStorable() throws IOException {
    if (json.hasToken(JsonToken.FIELD_NAME)) {
      storable(json.currentName());
    } else if (json.hasToken(JsonToken.VALUE_STRING) && !isUsual()) {
      storable(json.getText());
    }
  }

  /// Has the token neither surrogates nor U+0000? Without a way out of the loop, which is shorter
  /// than one that ends at the first of them.
  private boolean isUsual() throws IOException {
    int length = textLength();
    var characters = json.getTextCharacters();
    int from = json.getTextOffset();
    int end = from + length;
    int odd = 0;
    for (int i = from; i < end; i++) {
      odd |= Character.MIN_SURROGATE - 2 - (char) (characters[i] - 1);
    }
    return odd >= 0;
  }

  /// Of the token, whose bytes are looked at only now.
  private int textLength() throws IOException {
    try {
      return json.getTextLength();
    } catch (JsonParseException e) {
      if (here.isOfBody()) {
        throw e;
      }
      // The place that the parser tells is none of the body.
      throw here.refused("is no text in UTF-8");
    }
  }

  /// Said only where it is needed: to format it costs more than to read most texts.
  private static String textOf(int least, int longest) {
    return least > 0
        ? "a string of %,d to %,d characters".formatted(least, longest)
        : "a string of at most %,d characters".formatted(longest);
  }

  private String storable(String text) throws IOException {
    var what = Json.unstorable(text);
    if (what.isPresent()) {
      throw here.refused(
          "holds %s, which cannot be stored: leave it out or replace it".formatted(what.get()));
    }
    return text;
  }

  public Instant time() throws IOException {
    var right = "a time such as 2026-01-31T12:00:00.000000+00:00";
    require(JsonToken.VALUE_STRING, right);
    var time = Json.instant(json.getText());
    if (time.isEmpty()) {
      throw wrong(right);
    }
    return time.get();
  }

  /// Is the time that was just read in the form in which times go out?
  public boolean isWrittenTime() throws IOException {
    return Json.isWrittenTimestamp(json.getText());
  }

  /// A number as it stands there.
  public String number(String right) throws IOException {
    if (!json.currentToken().isNumeric()) {
      throw wrong(right);
    }
    return json.getText();
  }

  /// A whole number that 64 bits can hold.
  public BigInteger unsigned() throws IOException {
    var right = "a whole number from 0 to 18446744073709551615";
    var number = number(right);
    if (!json.hasToken(JsonToken.VALUE_NUMBER_INT)) {
      throw wrong(right);
    }
    var whole = new BigInteger(number);
    if (whole.signum() < 0 || whole.bitLength() > Long.SIZE) {
      throw wrong(right);
    }
    return whole;
  }

  public boolean flag() throws IOException {
    if (!json.currentToken().isBoolean()) {
      throw wrong("true or false");
    }
    return json.getBooleanValue();
  }

  public Refusal wrong(String right) throws IOException {
    return here.refused("is %s; it must be %s".formatted(Whereabouts.shown(json), right));
  }

  public Refusal tooMany(int most) throws IOException {
    return here.refused("is one too many: there may be %,d".formatted(most));
  }

  /// For a field of an object that has just ended.
  public Refusal missing(String name, String right) throws IOException {
    return refused(name, "is missing; it must be " + right);
  }

  /// For a field of an object that has just ended.
  ///
  /// @param what is wrong with its value, as the end of a sentence
  public Refusal refused(String name, String what) throws IOException {
    return here.refused(name, what);
  }

  public Refusal unknown(List<String> known) throws IOException {
    return here.unknown(known);
  }
}
