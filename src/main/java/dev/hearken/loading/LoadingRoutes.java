package dev.hearken.loading;

import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import dev.hearken.project.FullName;
import java.util.List;

/// How far the mails of a source are.
public final class LoadingRoutes implements Routes {
  private static final int PAGE = 64;
  private static final int LARGEST_PAGE = 256;

  private final ProgressStore progress;

  public LoadingRoutes(ProgressStore progress) {
    this.progress = progress;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/api/v1/sources/{project}/{source}/loading", this::get));
  }

  private Answer get(Call call) {
    var query = call.query();
    return Answer.of(
        "loading",
        progress.get(
            call.caller(),
            FullName.of(call, "source"),
            query.text("after").orElse(""),
            query.limit("limit", PAGE, LARGEST_PAGE)));
  }
}
