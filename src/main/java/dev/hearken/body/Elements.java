package dev.hearken.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.hearken.http.Budget;
import dev.hearken.http.Json;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.http.Spool;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The elements of the one list that a body consists of, all of them checked before the first is
/// used.
///
/// A body is read as a stream. Of a small one the elements are kept; of a large one only where each
/// begins, and it is read again from there when its turn comes, so that memory holds a slice and
/// not the body. Either way they come in the order of their keys, over the whole body: two bodies
/// with the same keys then never wait for each other in a circle. The memory for it is a share of
/// what the whole server has for bodies, kept until this is closed.
///
/// @param <T> an element
public final class Elements<T extends Elements.Element> implements AutoCloseable {
  /// The most elements in a body.
  public static final int MOST = 16_384;

  /// The most elements, and bytes, of a slice.
  private static final int SLICE = 1_000;

  private static final long SLICE_BYTES = Spool.IN_MEMORY;

  /// How many times its size a slice takes on its way from the body to the database (measured).
  private static final int TIMES = 6;

  /// What can stand in such a list.
  public interface Element {
    /// Its place in the order, and what it is known by.
    byte[] key();

    /// Of all that it consists of.
    byte[] digest();
  }

  /// Reads the element that a parser stands at, to its end. What is large in it may refer to the
  /// body.
  @FunctionalInterface
  public interface Reader<T> {
    /// @param begin how many bytes of the body stand before what the parser reads
    /// @throws Refusal.Invalid when it can never be right
    T read(JsonParser json, long begin) throws IOException;
  }

  /// What becomes of elements with the same key.
  public enum Repeated {
    /// The last one is taken.
    LAST_WINS,
    /// They must not differ.
    MUST_BE_EQUAL
  }

  private final Spool body;
  private final String name;
  private final Reader<T> reader;
  private final Repeated repeated;
  private final TreeMap<byte[], Place<T>> places = new TreeMap<>(Arrays::compareUnsigned);
  private Budget.Share share;

  /// Where an element stands in the body, as its number and in bytes.
  private record Place<T>(
      int number, long offset, long length, @Nullable T kept, @Nullable ByteBuffer digest) {}

  private Elements(Spool body, String name, Reader<T> reader, Repeated repeated) {
    this.body = body;
    this.name = name;
    this.reader = reader;
    this.repeated = repeated;
    this.share = body.work(TIMES * Math.min(body.size(), SLICE_BYTES));
  }

  /// Reads and checks all of them. The body must stay open as long as they are used.
  ///
  /// @param name the field of the body that has the list, named after what is in it
  /// @throws Refusal.Invalid for a body that is no such list
  public static <T extends Element> Elements<T> of(
      Spool body, String name, Reader<T> reader, Repeated repeated) {
    var elements = new Elements<>(body, name, reader, repeated);
    try {
      elements.read();
      return elements;
    } catch (JsonProcessingException e) {
      elements.close();
      throw Json.unreadable(e);
    } catch (IOException e) {
      elements.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      elements.close();
      throw e;
    }
  }

  /// As [#of], of a body that has an element on each line.
  ///
  /// @param bad is told of the lines that are none
  public static <T extends Element> Elements<T> ofLines(
      Spool body, Reader<T> reader, BodyLines.Bad bad) {
    var elements = new Elements<>(body, "lines", reader, Repeated.LAST_WINS);
    try {
      elements.readLines(bad);
      return elements;
    } catch (IOException e) {
      elements.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      elements.close();
      throw e;
    }
  }

  private void readLines(BodyLines.Bad bad) throws IOException {
    var lines = BodyLines.of(body, MOST);
    if (lines.longest() > SLICE_BYTES) {
      // As for a whole body. Who waits for memory must hold none.
      share.close();
      share = body.work(TIMES * body.size());
    }
    for (int number = 0; number < lines.count(); number++) {
      long begin = lines.begin(number);
      long length = lines.length(number);
      if (length == 0) {
        continue;
      }
      try {
        put(lines.read(number, reader), number, begin, length);
      } catch (Refusal.Invalid e) {
        bad.line(number, begin, length, e);
      }
    }
  }

  private void read() throws IOException {
    if (body.inMemory()) {
      // No larger than a slice as a whole.
      readUnwatched();
      return;
    }
    var watched = new Watched(body.from(0));
    try (var json = Json.parser(watched)) {
      read(json, watched);
    } catch (Larger e) {
      // Begun again with memory for the whole of it. Who waits for memory must hold none.
      places.clear();
      share.close();
      share = body.work(TIMES * body.size());
      readUnwatched();
    }
  }

  private void readUnwatched() throws IOException {
    try (var json = body.json(0)) {
      read(json, null);
    }
  }

  /// There is an element larger than a slice.
  private static final class Larger extends RuntimeException {
    Larger() {
      super(null, null, false, false);
    }
  }

  /// Notices an element that is larger than a slice before it is in memory.
  private static final class Watched extends FilterInputStream {
    private long read;
    private long begun;

    Watched(InputStream in) {
      super(in);
    }

    void begin() {
      begun = read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (read - begun > SLICE_BYTES) {
        throw new Larger();
      }
      int count = super.read(bytes, offset, length);
      read += Math.max(count, 0);
      return count;
    }
  }

  private void read(JsonParser json, @Nullable Watched watched) throws IOException {
    if (json.nextToken() == null) {
      throw new Refusal.Invalid("The body is empty; it must be a JSON object.");
    }
    if (!json.hasToken(JsonToken.START_OBJECT)) {
      throw new Refusal.Invalid(
          "The body is %s; it must be a JSON object.".formatted(Whereabouts.shown(json)));
    }
    boolean found = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var field = json.currentName();
      json.nextToken();
      if (field.equals(name)) {
        list(json, watched);
        found = true;
      } else if (field.startsWith("_")) {
        json.skipChildren();
      } else {
        throw new Refusal.Invalid(
            "Unknown field %s; known here: %s.".formatted(Shown.of(field), name));
      }
    }
    if (!found) {
      throw new Refusal.Invalid(
          "The field '%s' is missing; it must be an array of %s.".formatted(name, name));
    }
    if (json.nextToken() != null) {
      throw new Refusal.Invalid(
          "The body is no valid JSON: it goes on behind the end of its value.");
    }
  }

  private void list(JsonParser json, @Nullable Watched watched) throws IOException {
    if (!json.hasToken(JsonToken.START_ARRAY)) {
      throw new Refusal.Invalid(
          "The field '%s' is %s; it must be an array of %s."
              .formatted(name, Whereabouts.shown(json), name));
    }
    for (int number = 0; json.nextToken() != JsonToken.END_ARRAY; number++) {
      if (number == MOST) {
        throw new Refusal.Invalid(
            "The field '%s' has more than %,d elements: send them in several bodies."
                .formatted(name, MOST));
      }
      long begin = json.currentTokenLocation().getByteOffset();
      if (begin < 0) {
        throw new Refusal.Invalid("The body is no valid JSON: it must be in UTF-8.");
      }
      if (watched != null) {
        watched.begin();
      }
      var element = reader.read(json, 0);
      put(element, number, begin, json.currentLocation().getByteOffset() - begin);
    }
  }

  private void put(T element, int number, long begin, long length) {
    var kept = body.inMemory() ? element : null;
    if (repeated == Repeated.LAST_WINS) {
      places.put(element.key(), new Place<>(number, begin, length, kept, null));
      return;
    }
    var digest = ByteBuffer.wrap(element.digest());
    var before =
        places.putIfAbsent(element.key(), new Place<>(number, begin, length, kept, digest));
    if (before != null && !digest.equals(before.digest)) {
      throw new Refusal.Invalid(
          "The elements %s[%d] and %s[%d] have the same id and differ in something else; there must be one of them, or several that are equal."
              .formatted(name, before.number, name, number));
    }
  }

  /// How many with different keys there are.
  public int size() {
    return places.size();
  }

  /// Where one of them stood among all that were sent, from 0.
  public int number(T element) {
    return Objects.requireNonNull(places.get(element.key())).number;
  }

  /// All of them in the order of their keys, if they are no more than one slice; else nothing.
  public Optional<List<T>> oneSlice() {
    long bytes = places.values().stream().mapToLong(Place::length).sum();
    return places.isEmpty() || places.size() > SLICE || bytes > SLICE_BYTES
        ? Optional.empty()
        : Optional.of(places.values().stream().map(this::element).toList());
  }

  /// All of them in the order of their keys, slice by slice. Can be asked for again.
  public void slices(Consumer<List<T>> taker) {
    var slice = new ArrayList<T>();
    long bytes = 0;
    for (var place : places.values()) {
      if (slice.size() == SLICE || (!slice.isEmpty() && bytes + place.length > SLICE_BYTES)) {
        taker.accept(List.copyOf(slice));
        slice.clear();
        bytes = 0;
      }
      slice.add(element(place));
      bytes += place.length;
    }
    if (!slice.isEmpty()) {
      taker.accept(slice);
    }
  }

  private T element(Place<T> place) {
    if (place.kept != null) {
      return place.kept;
    }
    try (var json = body.json(place.offset)) {
      json.nextToken();
      return reader.read(json, place.offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    share.close();
  }
}
