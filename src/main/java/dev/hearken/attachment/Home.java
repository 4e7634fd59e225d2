package dev.hearken.attachment;

import dev.hearken.database.Id;
import dev.hearken.http.Call;
import dev.hearken.project.FullName;

/// A source as a path names it: by name or by id.
sealed interface Home {
  record Named(FullName name) implements Home {
    @Override
    public String toString() {
      return name.toString();
    }
  }

  record Numbered(Id id) implements Home {
    @Override
    public String toString() {
      return "id:" + id;
    }
  }

  static Home named(Call call) {
    return new Named(FullName.of(call, "source"));
  }

  static Home numbered(Call call) {
    return new Numbered(FullName.id(call, "source"));
  }
}
