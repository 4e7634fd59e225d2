package dev.hearken.source;

import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import dev.hearken.project.FullName;
import java.util.List;

/// The seven endpoints of the documented Sources API. A source is updated by its name only and
/// deleted by its id only.
public final class SourceRoutes implements Routes {
  private static final String BY_ID = "/api/v1/sources/id:{source}";
  private static final String BY_NAME = "/api/v1/sources/{project}/{source}";

  private final SourceStore sources;
  private final SourceChanges changes;
  private final SourceDeletion deletion;

  public SourceRoutes(SourceStore sources, SourceChanges changes, SourceDeletion deletion) {
    this.sources = sources;
    this.changes = changes;
    this.deletion = deletion;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/sources", this::list),
        Route.get("/api/v1/sources/{project}", this::listOfProject),
        Route.get(BY_NAME, this::get).askingWhoCalls(),
        Route.get(BY_ID, this::getById).askingWhoCalls(),
        Route.put(BY_NAME, this::create),
        Route.post(BY_NAME, this::update),
        Route.delete(BY_ID, this::delete));
  }

  private Answer list(Call call) {
    return Answer.list("sources", sources.list(call.caller()));
  }

  private Answer listOfProject(Call call) {
    return Answer.list("sources", sources.list(call.caller(), FullName.project(call)));
  }

  private Answer get(Call call) {
    return Answer.of("source", sources.get(call, FullName.of(call, "source")));
  }

  private Answer getById(Call call) {
    return Answer.of("source", sources.get(call, FullName.id(call, "source")));
  }

  private Answer create(Call call) {
    var source = NewSource.from(FullName.of(call, "source"), call.body());
    return Answer.of("source", changes.create(call.caller(), source));
  }

  private Answer update(Call call) {
    var name = FullName.of(call, "source");
    var update = SourceUpdate.from(name, call.body());
    return Answer.of("source", changes.update(call.caller(), name, update));
  }

  private Answer delete(Call call) {
    deletion.delete(call.caller(), FullName.id(call, "source"));
    return Answer.ok();
  }
}
