package dev.hearken.statistics;

import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import dev.hearken.project.FullName;
import java.util.List;

/// Statistics of a source on the wire (wire contract 2.5).
public final class StatisticsRoutes implements Routes {
  private final StatisticsStore statistics;

  public StatisticsRoutes(StatisticsStore statistics) {
    this.statistics = statistics;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/api/v1/sources/{project}/{source}/statistics", this::statistics));
  }

  record Statistics(long numComments) {}

  private Answer statistics(Call call) {
    var source = FullName.of(call, "source");
    var body = call.body();
    var filter = CommentFilter.from(body, "comment_filter");
    body.end();
    return Answer.of("statistics", new Statistics(statistics.count(call.caller(), source, filter)));
  }
}
