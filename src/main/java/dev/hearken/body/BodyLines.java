package dev.hearken.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.hearken.http.Json;
import dev.hearken.http.Refusal;
import dev.hearken.http.Spool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The lines of a body, each of which is to be one JSON object; those that are blank are passed
/// over.
public final class BodyLines {
  private static final int PIECE = 64 << 10;

  /// A line of at most so many bytes is read at once.
  private static final int HELD = 1 << 20;

  private final Spool body;
  private final int most;
  private long[] begins = new long[1_024];
  private long[] lengths = new long[1_024];
  private int count;
  private long longest;

  private BodyLines(Spool body, int most) {
    this.body = body;
    this.most = most;
  }

  /// Hears of what is wrong with lines.
  @FunctionalInterface
  public interface Bad {
    /// @param number of the line, from 0
    /// @param begin where it begins in the body, in bytes
    /// @param reason a sentence
    void line(int number, long begin, long length, Refusal.Invalid reason);
  }

  /// Finds the lines of a body.
  static BodyLines of(Spool body, int most) throws IOException {
    var lines = new BodyLines(body, most);
    try (var in = body.from(0)) {
      lines.find(in);
    }
    return lines;
  }

  private void find(InputStream in) throws IOException {
    var piece = new byte[PIECE];
    long begin = 0;
    long offset = 0;
    boolean blank = true;
    for (int read; (read = in.read(piece)) >= 0; offset += read) {
      for (int i = 0; i < read; i++) {
        if (piece[i] == '\n') {
          add(begin, offset + i, blank);
          begin = offset + i + 1;
          blank = true;
        } else if (blank && piece[i] != ' ' && piece[i] != '\r' && piece[i] != '\t') {
          blank = false;
        }
      }
    }
    add(begin, offset, blank);
  }

  private void add(long begin, long end, boolean blank) {
    if (blank && end == body.size()) {
      return;
    }
    if (count == most) {
      throw new IllegalArgumentException("more than %,d lines".formatted(most));
    }
    if (count == begins.length) {
      begins = Arrays.copyOf(begins, 2 * count);
      lengths = Arrays.copyOf(lengths, 2 * count);
    }
    begins[count] = begin;
    lengths[count] = blank ? 0 : end - begin;
    longest = Math.max(longest, end - begin);
    count++;
  }

  int count() {
    return count;
  }

  long longest() {
    return longest;
  }

  long begin(int number) {
    return begins[number];
  }

  /// 0 when nothing is to be read there.
  long length(int number) {
    return lengths[number];
  }

  /// Reads a line.
  ///
  /// @throws Refusal.Invalid when it is not what is to be read
  <T> T read(int number, Elements.Reader<T> reader) throws IOException {
    try (var json = Json.parser(line(number))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new Refusal.Invalid(
            "It is %s; it must be a JSON object.".formatted(Whereabouts.shown(json)));
      }
      if (json.currentTokenLocation().getByteOffset() < 0) {
        throw new Refusal.Invalid("It is no valid JSON: it must be in UTF-8.");
      }
      var element = reader.read(json, begins[number]);
      requireEnd(json);
      return element;
    } catch (JsonProcessingException e) {
      throw Json.unreadableLine(e);
    }
  }

  private static void requireEnd(JsonParser json) throws IOException {
    if (json.nextToken() != null) {
      throw new Refusal.Invalid("It is no valid JSON: it goes on behind the end of its value.");
    }
  }

  private InputStream line(int number) throws IOException {
    var in = body.from(begins[number]);
    return lengths[number] > HELD
        ? new Bounded(in, lengths[number])
        : new ByteArrayInputStream(in.readNBytes((int) lengths[number]));
  }
}
