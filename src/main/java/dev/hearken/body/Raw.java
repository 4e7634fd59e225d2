package dev.hearken.body;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.hearken.http.Json;
import dev.hearken.http.Spool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What a parser reads, of which pieces are stored as they were sent: most of them are in the form
/// in which this server would write them, so that there is no need to.
@FunctionalInterface
public interface Raw {
  /// A piece, where it is as long as that stays open; nobody changes it.
  ///
  /// @param from in bytes of what the parser reads
  ByteBuffer bytes(long from, int length) throws IOException;

  /// What stands in a body.
  ///
  /// @param begin how many bytes of the body stand before what the parser reads
  static Raw of(Spool body, long begin) {
    return (from, length) -> body.bytes(begin + from, length);
  }

  /// What is in memory.
  static Raw of(byte[] all) {
    return (from, length) -> ByteBuffer.wrap(all, Math.toIntExact(from), length);
  }

  /// Writes what is to be stored in place of all that a parser reads.
  @FunctionalInterface
  interface Rewriting {
    void write(JsonParser in, JsonGenerator out) throws IOException;
  }

  /// A value that was read and found right, in the form in which it is stored.
  ///
  /// @param begin where it begins, in bytes of what the parser reads
  /// @param asSent whether every token of it is stored as it was sent
  /// @return UTF-8
  default ByteBuffer stored(long begin, long end, boolean asSent, Rewriting rewriting)
      throws IOException {
    var sent = bytes(begin, Math.toIntExact(end - begin));
    return asSent && Compact.is(sent) ? sent : rewritten(sent, rewriting);
  }

  private static ByteBuffer rewritten(ByteBuffer sent, Rewriting rewriting) throws IOException {
    var text = new ByteArrayOutputStream(sent.remaining());
    var bytes =
        new ByteArrayInputStream(
            sent.array(), sent.arrayOffset() + sent.position(), sent.remaining());
    try (var in = Json.parser(bytes);
        var out = Json.generator(text)) {
      rewriting.write(in, out);
    }
    return ByteBuffer.wrap(text.toByteArray());
  }
}
