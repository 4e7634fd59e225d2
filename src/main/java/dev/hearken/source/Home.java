package dev.hearken.source;

import dev.hearken.database.Id;
import dev.hearken.http.Call;
import dev.hearken.http.Refusal;
import dev.hearken.project.FullName;
import dev.hearken.user.Access;
import org.jspecify.annotations.Nullable;

/// A source as a path names it: by name or by id. Its text is that name, for people.
public sealed interface Home {
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

  /// The source, if it is there and the caller may know of it. Who may not know of the project does
  /// not learn its name by guessing ids.
  ///
  /// @param source its id, if it was found
  default Id visible(Access access, @Nullable Id source) {
    if (this instanceof Numbered && !access.visible()) {
      throw missing();
    }
    access.requireVisible();
    if (source == null) {
      throw missing();
    }
    return source;
  }

  /// What is said when there is none.
  default Refusal missing() {
    return SourceStore.noSuchSource(toString());
  }
}
