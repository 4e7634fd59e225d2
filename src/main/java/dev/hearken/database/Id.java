package dev.hearken.database;

import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The id of a thing that the server names: a random 64-bit integer in the database, 16 lower-case
/// hex digits on the wire. Random, so that ids of several servers never meet and none is ever given
/// out twice.
public record Id(long bits) {
  private static final Pattern WIRE = Pattern.compile("[0-9a-f]{16}");
  private static final SecureRandom RANDOM = new SecureRandom();

  /// A new id that nothing else has.
  public static Id random() {
    return new Id(RANDOM.nextLong());
  }

  /// The id written as 16 lower-case hex digits; empty when the text has any other form.
  public static Optional<Id> parse(String text) {
    return WIRE.matcher(text).matches()
        ? Optional.of(new Id(Long.parseUnsignedLong(text, 16)))
        : Optional.empty();
  }

  @JsonValue
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(bits);
  }
}
