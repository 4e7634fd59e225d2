package dev.hearken.audio;

import dev.hearken.body.SentFile;
import dev.hearken.content.ContentStore;
import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;

/// Recordings on the wire (wire contract 2.2.8).
public final class AudioRoutes implements Routes {
  private static final String SOURCES = "/api/_private/sources/";
  private static final String AUDIO = "/comments/{comment}/audio";
  private static final String BY_NAME = SOURCES + "{project}/{source}" + AUDIO;
  private static final String BY_ID = SOURCES + "id:{source}" + AUDIO;

  /// The largest body: hours of speech, and less than a transaction can write in a minute.
  static final long MOST_BYTES = 512L << 20;

  private final RecordingStore recordings;
  private final ContentStore contents;

  public AudioRoutes(RecordingStore recordings, ContentStore contents) {
    this.recordings = recordings;
    this.contents = contents;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.put(BY_NAME, call -> put(call, Place::named)).takingFile(MOST_BYTES),
        Route.put(BY_ID, call -> put(call, Place::numbered)).takingFile(MOST_BYTES),
        Route.get(BY_NAME, call -> get(call, Place::named)),
        Route.get(BY_ID, call -> get(call, Place::numbered)));
  }

  private Answer put(Call call, Function<Call, Place> where) {
    var place = where.apply(call);
    try (var body = call.upload()) {
      recordings.put(call.caller(), place, SentFile.of(call, body));
      return Answer.ok();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer get(Call call, Function<Call, Place> where) {
    var recording = recordings.get(call.caller(), where.apply(call));
    return new Answer.Download(
        recording.contentType(),
        recording.fileName(),
        recording.size(),
        recording.sha256(),
        (first, end, most) ->
            contents.pieces(recording.source(), recording.blob(), first, end, most));
  }
}
