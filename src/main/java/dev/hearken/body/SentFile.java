package dev.hearken.body;

import dev.hearken.http.Call;
import dev.hearken.http.MediaType;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.http.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/// The file that a request brings: its body as it is, or the one part `file` of the form that its
/// body is. It has been read once, so it is known to be whole, and can be read again.
///
/// @param name as the sender has it; null when he did not say
/// @param type its media type
/// @param size in bytes
/// @param sha256 of its bytes
/// @param reading begins to read it, while the body it came in is open
public record SentFile(
    @Nullable String name, String type, long size, ByteBuffer sha256, Reading reading) {
  private static final String FORM = "multipart/form-data";
  private static final int LONGEST_NAME = 255;
  private static final int PIECE = 64 << 10;

  /// Begins to read.
  @FunctionalInterface
  public interface Reading {
    InputStream open() throws IOException;
  }

  public SentFile {
    requireLegalName(name);
    if (!MediaType.isLegal(type)) {
      throw new Refusal.Invalid(
          "The Content-Type of the file is %s; it must be %s."
              .formatted(Shown.of(type), MediaType.FORM));
    }
  }

  /// @param body of the call
  /// @throws Refusal.Invalid when it is a form, but not one with a file in it
  public static SentFile of(Call call, Spool body) throws IOException {
    var type = call.bodyType().orElse(MediaType.UNKNOWN);
    return MediaType.is(type, FORM)
        ? part(FormFile.boundary(type), body)
        : whole(type, () -> body.from(0));
  }

  /// The file that a body is.
  public static SentFile of(String type, Spool body) throws IOException {
    return whole(type, () -> body.from(0));
  }

  private static SentFile whole(String type, Reading reading) throws IOException {
    try (var in = reading.open()) {
      var sum = sha();
      long size = take(in, sum);
      return new SentFile(null, type, size, ByteBuffer.wrap(sum.digest()), reading);
    }
  }

  private static SentFile part(String boundary, Spool body) throws IOException {
    try (var in = new FormFile(body.from(0), boundary)) {
      var sum = sha();
      long size = take(in, sum);
      Reading again = () -> new FormFile(body.from(0), boundary);
      return new SentFile(in.name(), in.type(), size, ByteBuffer.wrap(sum.digest()), again);
    }
  }

  private static long take(InputStream in, MessageDigest sum) throws IOException {
    var piece = new byte[PIECE];
    long size = 0;
    for (int count; (count = in.read(piece)) >= 0; size += count) {
      sum.update(piece, 0, count);
    }
    return size;
  }

  private static void requireLegalName(@Nullable String name) {
    if (name != null
        && (name.codePointCount(0, name.length()) > LONGEST_NAME
            || name.codePoints().anyMatch(Character::isISOControl))) {
      throw new Refusal.Invalid(
          "The file name %s must be at most %d characters, none of them a control character."
              .formatted(Shown.of(name), LONGEST_NAME));
    }
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256", e);
    }
  }
}
