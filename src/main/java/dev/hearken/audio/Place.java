package dev.hearken.audio;

import dev.hearken.body.Digest;
import dev.hearken.database.Id;
import dev.hearken.http.Call;
import dev.hearken.project.FullName;

/// A comment as a path names it: by its id, in a source that is named by name or by id.
sealed interface Place {
  /// The id of the comment.
  String comment();

  /// The source, for people.
  String source();

  record Named(FullName name, String comment) implements Place {
    @Override
    public String source() {
      return name.toString();
    }
  }

  record Numbered(Id id, String comment) implements Place {
    @Override
    public String source() {
      return "id:" + id;
    }
  }

  static Place named(Call call) {
    return new Named(FullName.of(call, "source"), call.path("comment"));
  }

  static Place numbered(Call call) {
    return new Numbered(FullName.id(call, "source"), call.path("comment"));
  }

  /// The key of the comment.
  default byte[] key() {
    return Digest.of(comment());
  }
}
