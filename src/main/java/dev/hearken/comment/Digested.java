package dev.hearken.comment;

import dev.hearken.database.BinaryArray;
import dev.hearken.database.Values;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/// A comment and its digests, each of which is made once.
final class Digested {
  private final NewComment comment;
  private final byte[] key;
  private final byte[] messagesDigest;
  private final byte[] contentDigest;

  private Digested(NewComment comment) {
    this.comment = comment;
    this.key = comment.key();
    this.messagesDigest = comment.messagesDigest();
    this.contentDigest = comment.contentDigest(messagesDigest);
  }

  static List<Digested> of(List<NewComment> comments) {
    return comments.stream().map(Digested::new).toList();
  }

  /// The same with the messages that were translated.
  Digested in(Map<ByteBuffer, ByteBuffer> originals) {
    var original = originals.get(ByteBuffer.wrap(key));
    return original == null ? this : new Digested(comment.with(original));
  }

  NewComment comment() {
    return comment;
  }

  byte[] key() {
    return key;
  }

  byte[] messagesDigest() {
    return messagesDigest;
  }

  byte[] contentDigest() {
    return contentDigest;
  }

  /// Adds what a slice is compared by: `keys`, `contents`, `texts` and `properties`.
  static Values values(List<Digested> slice, Values others) {
    return others
        .set("keys", BinaryArray.bytes(slice, Digested::key))
        .set("contents", BinaryArray.bytes(slice, Digested::contentDigest))
        .set("texts", BinaryArray.bytes(slice, Digested::messagesDigest))
        .set("properties", BinaryArray.texts(slice, row -> row.comment().userProperties()));
  }
}
