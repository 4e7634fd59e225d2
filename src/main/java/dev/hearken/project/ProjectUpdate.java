package dev.hearken.project;

import dev.hearken.http.Fields;
import org.jspecify.annotations.Nullable;

/// What is to change in a project; null leaves it.
record ProjectUpdate(@Nullable String title, @Nullable String description) {
  static ProjectUpdate from(String name, Fields body) {
    var fields = body.object("project");
    body.end();
    var update =
        new ProjectUpdate(
            fields.text("title", Project.LONGEST_TITLE).orElse(null),
            fields.text("description", Project.LONGEST_DESCRIPTION).orElse(null));
    fields.repeats("name", name).ignore("id", "created_at", "updated_at").end();
    return update;
  }
}
