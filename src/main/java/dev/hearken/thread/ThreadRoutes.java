package dev.hearken.thread;

import dev.hearken.database.Id;
import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Continuations;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import dev.hearken.project.FullName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;

/// The threads of a source on the wire (domain 4.7).
public final class ThreadRoutes implements Routes {
  private static final int PAGE = 64;
  private static final int LARGEST_PAGE = 256;

  private final ThreadStore threads;
  private final Continuations continuations;

  public ThreadRoutes(ThreadStore threads, Continuations continuations) {
    this.threads = threads;
    this.continuations = continuations;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/api/v1/sources/{project}/{source}/threads", this::list));
  }

  private Answer list(Call call) {
    var query = call.query();
    var after = query.text("after");
    var page =
        threads.page(
            call.caller(),
            FullName.of(call, "source"),
            source ->
                after.map(token -> position(continuations.open(list(source), token))).orElse(null),
            query.limit("limit", PAGE, LARGEST_PAGE));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("threads", page.threads());
    if (page.last() != null) {
      answer.put("continuation", continuations.seal(list(page.source()), bytes(page.last())));
    }
    return Answer.of(answer);
  }

  private static String list(Id source) {
    return "threads of " + source;
  }

  /// The time, the length of the comment's place and that place, and the id, which may have any
  /// length.
  private static byte[] bytes(ThreadStore.Position position) {
    var id = position.threadId().getBytes(StandardCharsets.UTF_8);
    var inside = position.inside();
    var key = inside == null ? new byte[0] : inside.bytes();
    var out =
        ByteBuffer.allocate(2 * Long.BYTES + 1 + key.length + id.length)
            .putLong(micros(position.first()))
            .put((byte) key.length);
    if (inside != null) {
      out.putLong(micros(inside.timestamp())).put(key);
    }
    out.put(id).flip();
    var bytes = new byte[out.remaining()];
    out.get(bytes);
    return bytes;
  }

  private static ThreadStore.Position position(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    var first = instant(in.getLong());
    var key = new byte[in.get()];
    ThreadStore.Place inside = null;
    if (key.length > 0) {
      var timestamp = instant(in.getLong());
      in.get(key);
      inside = new ThreadStore.Place(timestamp, ByteBuffer.wrap(key));
    }
    return new ThreadStore.Position(first, StandardCharsets.UTF_8.decode(in).toString(), inside);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
