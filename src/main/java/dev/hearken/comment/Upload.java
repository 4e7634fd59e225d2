package dev.hearken.comment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.hearken.http.Json;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.http.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The comments of a body, all of them checked before the first is stored.
///
/// A body is read as a stream. Of a small one the comments are kept; of a large one only where each
/// begins, and it is read again from there when its turn comes, so that memory holds a slice and
/// not the body. Either way they come in the order of their keys, over the whole body: two uploads
/// of the same comments then never wait for each other in a circle.
final class Upload {
  /// The most comments in a body.
  private static final int MOST = 16_384;

  /// The most comments, and bytes, of a slice.
  private static final int SLICE = 1_000;

  private static final long SLICE_BYTES = 8 << 20;

  private final Spool body;
  private final TreeMap<byte[], Place> places = new TreeMap<>(Arrays::compareUnsigned);

  /// Where a comment stands in the body; of a repeated id the last.
  private record Place(long offset, long length, @Nullable NewComment kept) {}

  private Upload(Spool body) {
    this.body = body;
  }

  /// @throws Refusal.Invalid for a body that is no list of comments
  static Upload read(Spool body) {
    var upload = new Upload(body);
    try (var json = Json.parser(body.from(0))) {
      upload.read(json);
    } catch (JsonProcessingException e) {
      throw Json.unreadable(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return upload;
  }

  private void read(JsonParser json) throws IOException {
    if (json.nextToken() == null) {
      throw new Refusal.Invalid("The body is empty; it must be a JSON object.");
    }
    if (!json.hasToken(JsonToken.START_OBJECT)) {
      throw new Refusal.Invalid("The body is %s; it must be a JSON object.".formatted(kind(json)));
    }
    boolean found = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      json.nextToken();
      if (name.equals("comments")) {
        list(json);
        found = true;
      } else if (name.startsWith("_")) {
        json.skipChildren();
      } else {
        throw new Refusal.Invalid(
            "Unknown field %s; known here: comments.".formatted(Shown.of(name)));
      }
    }
    if (!found) {
      throw new Refusal.Invalid(
          "The field 'comments' is missing; it must be an array of comments.");
    }
    if (json.nextToken() != null) {
      throw new Refusal.Invalid(
          "The body is no valid JSON: it goes on behind the end of its value.");
    }
  }

  private void list(JsonParser json) throws IOException {
    if (!json.hasToken(JsonToken.START_ARRAY)) {
      throw new Refusal.Invalid(
          "The field 'comments' is %s; it must be an array of comments.".formatted(kind(json)));
    }
    for (int count = 0; json.nextToken() != JsonToken.END_ARRAY; count++) {
      if (count == MOST) {
        throw new Refusal.Invalid(
            "The field 'comments' has more than %,d elements: send them in several bodies."
                .formatted(MOST));
      }
      long begin = json.currentTokenLocation().getByteOffset();
      if (begin < 0) {
        throw new Refusal.Invalid("The body is no valid JSON: it must be in UTF-8.");
      }
      var comment = NewComment.from(json);
      long length = json.currentLocation().getByteOffset() - begin;
      places.put(comment.key(), new Place(begin, length, body.inMemory() ? comment : null));
    }
  }

  private static String kind(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> Shown.of(json.getText());
      default -> json.getText();
    };
  }

  /// How many different ids there are.
  int size() {
    return places.size();
  }

  /// All comments in the order of their keys, slice by slice. Can be asked for again.
  void slices(Consumer<List<NewComment>> taker) {
    var slice = new ArrayList<NewComment>();
    long bytes = 0;
    for (var place : places.values()) {
      if (slice.size() == SLICE || (!slice.isEmpty() && bytes + place.length > SLICE_BYTES)) {
        taker.accept(List.copyOf(slice));
        slice.clear();
        bytes = 0;
      }
      slice.add(comment(place));
      bytes += place.length;
    }
    if (!slice.isEmpty()) {
      taker.accept(slice);
    }
  }

  private NewComment comment(Place place) {
    if (place.kept != null) {
      return place.kept;
    }
    try (var json = Json.parser(body.from(place.offset))) {
      json.nextToken();
      return NewComment.from(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
