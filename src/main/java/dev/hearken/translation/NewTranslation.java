package dev.hearken.translation;

import com.fasterxml.jackson.core.JsonParser;
import dev.hearken.body.BodyLines;
import dev.hearken.body.Digest;
import dev.hearken.body.Elements;
import dev.hearken.body.Raw;
import dev.hearken.body.Tokens;
import dev.hearken.comment.Messages;
import dev.hearken.comment.SentBack;
import dev.hearken.http.Spool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be served in place of the messages of a comment.
///
/// @param id of the comment
/// @param messages JSON in UTF-8, in which the original stands beside each text that is translated
public record NewTranslation(String id, ByteBuffer messages) implements Elements.Element {
  private static final List<String> FIELDS = List.of("id", "messages");
  private static final int LONGEST_ID = 1_024;

  /// Reads translations that stand on a line each, of a body that stays open as long as they are
  /// used.
  ///
  /// @param bad is told of the lines that are none
  public static Elements<NewTranslation> lines(Spool body, BodyLines.Bad bad) {
    return Elements.ofLines(body, (json, begin) -> from(json, Raw.of(body, begin)), bad);
  }

  private static NewTranslation from(JsonParser json, Raw raw) throws IOException {
    var in = new Tokens(json, "translation");
    String id = null;
    ByteBuffer messages = null;
    while (in.nextField()) {
      switch (in.name()) {
        case "id" -> {
          id = in.text(1, LONGEST_ID);
          in.identify(id);
        }
        case "messages" -> messages = Messages.read(in, raw);
        default -> throw in.unknown(FIELDS);
      }
    }
    if (id == null) {
      throw in.missing("id", "the id of a comment");
    }
    return new NewTranslation(id, translated(in, messages));
  }

  private static ByteBuffer translated(Tokens in, @Nullable ByteBuffer messages)
      throws IOException {
    if (messages == null) {
      throw in.missing("messages", "an array of messages");
    }
    if (!SentBack.isMarked(messages)) {
      throw in.refused("messages", "is no translation: no text in it has a 'translated_from'");
    }
    return messages;
  }

  @Override
  public byte[] key() {
    return Digest.of(id);
  }

  @Override
  public byte[] digest() {
    return Digest.of(id, text());
  }

  /// As [SentBack#digest].
  byte[] servedDigest() {
    return SentBack.digest(text());
  }

  String text() {
    return StandardCharsets.UTF_8.decode(messages.duplicate()).toString();
  }
}
