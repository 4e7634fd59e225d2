package dev.hearken.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What an endpoint answers with. The envelope (`"status": "ok"`) is put around it by the front
/// door.
public sealed interface Answer {
  /// The fields beside `status`, in this order.
  record Whole(Map<String, ?> fields) implements Answer {}

  /// A list that is read slice by slice while it is written, so that its length costs no memory.
  /// Between two slices no connection to the database is held.
  record Sliced(String name, Iterator<? extends List<?>> slices) implements Answer {}

  /// A list of which all elements have been gathered already, as JSON with commas between them, and
  /// fields that follow it.
  record Gathered(String name, Spool elements, Map<String, ?> fields) implements Answer {}

  /// A list of which all elements are in memory, and fields that follow it. They are written right
  /// into what is sent.
  record Listed(String name, Elements elements, Map<String, ?> fields) implements Answer {
    /// JSON with commas between it.
    public interface Elements {
      /// How many bytes [#put] writes.
      int length();

      void put(ByteBuffer out);
    }
  }

  /// What is no JSON in the envelope: figures, a page, a file of a page.
  ///
  /// @param type its media type
  /// @param headers further headers, which win over those that every answer has
  record Raw(String type, ByteBuffer content, Map<String, String> headers) implements Answer {
    public Raw {
      content = content.asReadOnlyBuffer();
      headers = Map.copyOf(headers);
    }
  }

  /// A stored file, which a browser saves and never opens. It may be asked for in part, and is read
  /// piece by piece while it is sent; between two pieces no connection to the database is held.
  ///
  /// @param type its media type
  /// @param name under which it is saved, if it has one
  /// @param size in bytes
  /// @param tag differs as soon as one of its bytes does: letters and digits
  record Download(String type, @Nullable String name, long size, String tag, Reading reading)
      implements Answer {
    /// Reads a stretch of a file.
    @FunctionalInterface
    public interface Reading {
      /// @param first place of the first byte
      /// @param end place behind the last byte
      /// @param most how many bytes a piece may have
      Iterator<ByteBuffer> pieces(long first, long end, int most);
    }
  }

  /// A file that is made while it is sent, so that its length costs no memory. What goes wrong with
  /// its first bytes is told as an error, what goes wrong later breaks the connection.
  ///
  /// @param type its media type
  /// @param name under which it is saved
  record Streamed(String type, String name, Writing writing) implements Answer {
    /// Makes the file.
    @FunctionalInterface
    public interface Writing {
      void to(OutputStream out) throws IOException;
    }
  }

  /// Nothing but `{"status": "ok"}`.
  static Whole ok() {
    return new Whole(Map.of());
  }

  /// One field.
  static Answer of(String name, Object value) {
    return new Whole(Map.of(name, value));
  }

  /// A text of another kind than JSON in the envelope.
  static Answer text(String type, String content) {
    return new Raw(type, StandardCharsets.UTF_8.encode(content), Map.of());
  }

  /// Several fields, in this order.
  static Answer of(SequencedMap<String, ?> fields) {
    return new Whole(fields);
  }

  /// A list of any length.
  static Answer list(String name, Iterator<? extends List<?>> slices) {
    return new Sliced(name, slices);
  }
}
