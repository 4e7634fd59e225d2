package dev.hearken.project;

import dev.hearken.database.Id;
import dev.hearken.http.Fields;
import java.util.List;

/// A project to be made.
///
/// @param users those who get every permission in it
public record NewProject(String name, String title, String description, List<Id> users) {
  private static final int MOST_USERS = 1_024;

  public NewProject {
    FullName.requireLegal("project", name);
  }

  static NewProject from(String name, Fields body) {
    var fields = body.object("project");
    var users = body.requiredIds("user_ids", MOST_USERS);
    body.end();
    var project =
        new NewProject(
            name,
            fields.text("title", Project.LONGEST_TITLE).orElse(Project.titleFrom(name)),
            fields.text("description", Project.LONGEST_DESCRIPTION).orElse(""),
            users);
    fields.repeats("name", name).ignore("id", "created_at", "updated_at").end();
    return project;
  }
}
