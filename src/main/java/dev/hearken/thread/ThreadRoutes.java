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

  private static byte[] bytes(ThreadStore.Position position) {
    var id = position.threadId().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + id.length)
        .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.first()))
        .put(id)
        .array();
  }

  private static ThreadStore.Position position(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    var first = Instant.EPOCH.plus(in.getLong(), ChronoUnit.MICROS);
    return new ThreadStore.Position(first, StandardCharsets.UTF_8.decode(in).toString());
  }
}
