package dev.hearken.project;

import dev.hearken.http.Answer;
import dev.hearken.http.Call;
import dev.hearken.http.Route;
import dev.hearken.http.Routes;
import java.util.List;

/// Projects on the wire (wire contract 2.6, domain 7.4).
public final class ProjectRoutes implements Routes {
  private final ProjectStore projects;
  private final List<Contents> contents;

  /// @param contents what a project may own
  public ProjectRoutes(ProjectStore projects, List<Contents> contents) {
    this.projects = projects;
    this.contents = List.copyOf(contents);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/projects", this::listBriefly),
        Route.get("/api/_private/projects", this::list),
        Route.get("/api/_private/projects/{project}", this::get),
        Route.put("/api/_private/projects/{project}", this::create),
        Route.post("/api/_private/projects/{project}", this::update),
        Route.delete("/api/_private/projects/{project}", this::delete));
  }

  /// What the public list shows of a project.
  record Brief(String name, String title, String description) {}

  private Answer listBriefly(Call call) {
    return Answer.list(
        "projects",
        projects
            .list(call.caller())
            .map(project -> new Brief(project.name(), project.title(), project.description())));
  }

  private Answer list(Call call) {
    return Answer.list("projects", projects.list(call.caller()));
  }

  private Answer get(Call call) {
    return Answer.of("project", projects.get(call.caller(), FullName.project(call)));
  }

  private Answer create(Call call) {
    var project = NewProject.from(call.path("project"), call.body());
    return Answer.of("project", projects.create(call.caller(), project));
  }

  private Answer update(Call call) {
    var name = FullName.project(call);
    var update = ProjectUpdate.from(name, call.body());
    return Answer.of("project", projects.update(call.caller(), name, update));
  }

  private Answer delete(Call call) {
    var name = FullName.project(call);
    projects.delete(call.caller(), name, contents, call.query().flag("force"));
    return Answer.ok();
  }
}
