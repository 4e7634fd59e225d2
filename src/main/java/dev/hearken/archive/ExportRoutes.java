package dev.hearken.archive;

import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import dev.hearken.progress.Progress;
import dev.hearken.project.FullName;
import java.time.Duration;
import java.util.List;

/// Archives on the wire.
public final class ExportRoutes implements Routes {
  /// All the while the database can clear away nothing that was there at its beginning.
  private static final Duration LONGEST = Duration.ofHours(6);

  private static final String TAR = "application/x-tar";

  private final ExportStore exports;

  public ExportRoutes(ExportStore exports) {
    this.exports = exports;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/api/v1/projects/{project}/export", this::export));
  }

  private Answer export(Call call) {
    var wanted = Wanted.of(FullName.project(call), call.query().texts("source"));
    exports.require(call.caller(), wanted);
    return new Answer.Streamed(
        TAR,
        wanted.fileName(),
        out ->
            exports.write(
                call.caller(),
                wanted,
                new TimedStream(out, LONGEST, System::nanoTime),
                Progress.NONE));
  }
}
