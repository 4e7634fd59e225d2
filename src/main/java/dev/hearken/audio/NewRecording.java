package dev.hearken.audio;

import com.fasterxml.jackson.core.JsonParser;
import dev.hearken.body.BodyLines;
import dev.hearken.body.Digest;
import dev.hearken.body.Elements;
import dev.hearken.body.Tokens;
import dev.hearken.http.MediaType;
import dev.hearken.http.Spool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// That a comment has a recording, whose bytes its source has already.
///
/// @param comment its id
/// @param hash of the bytes: SHA-256 in hexadecimal digits
public record NewRecording(String comment, String hash, String type, @Nullable String fileName)
    implements Elements.Element {
  private static final List<String> FIELDS =
      List.of("comment_id", "content_hash", "content_type", "file_name");
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST = 1_024;

  /// Reads recordings that stand on a line each.
  ///
  /// @param bad is told of the lines that are none
  public static Elements<NewRecording> lines(Spool body, BodyLines.Bad bad) {
    return Elements.ofLines(body, (json, _) -> from(json), bad);
  }

  private static NewRecording from(JsonParser json) throws IOException {
    var in = new Tokens(json, "recording");
    String comment = null;
    String hash = null;
    String type = null;
    String fileName = null;
    while (in.nextField()) {
      switch (in.name()) {
        case "comment_id" -> {
          comment = in.text(1, LONGEST);
          in.identify(comment);
        }
        case "content_hash" -> hash = hash(in);
        case "content_type" -> type = type(in);
        case "file_name" -> fileName = in.isNull() ? null : in.text(0, LONGEST_NAME);
        default -> throw in.unknown(FIELDS);
      }
    }
    if (comment == null) {
      throw in.missing("comment_id", "a string");
    }
    if (hash == null) {
      throw in.missing("content_hash", "a string");
    }
    return new NewRecording(comment, hash, type == null ? MediaType.UNKNOWN : type, fileName);
  }

  private static String hash(Tokens in) throws IOException {
    var hash = in.text(0, LONGEST);
    if (!hash.matches("[0-9a-f]{64}")) {
      throw in.wrong("the SHA-256 of the bytes, as 64 lower-case hexadecimal digits");
    }
    return hash;
  }

  private static String type(Tokens in) throws IOException {
    var type = in.text(0, LONGEST);
    if (!MediaType.isLegal(type)) {
      throw in.wrong(MediaType.FORM);
    }
    return type;
  }

  ByteBuffer sha256() {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hash));
  }

  @Override
  public byte[] key() {
    return Digest.of(comment);
  }

  @Override
  public byte[] digest() {
    return Digest.of(comment, hash, type, fileName);
  }
}
