package dev.hearken.audio;

import dev.hearken.body.Digest;
import dev.hearken.comment.CommentStore;
import dev.hearken.http.Call;
import dev.hearken.http.Refusal;
import dev.hearken.source.Home;

/// A comment as a path names it: by its id, in a source.
record Place(Home home, String comment) {
  static Place named(Call call) {
    return new Place(Home.named(call), call.path("comment"));
  }

  static Place numbered(Call call) {
    return new Place(Home.numbered(call), call.path("comment"));
  }

  /// The key of the comment.
  byte[] key() {
    return Digest.of(comment);
  }

  /// What is said when there is no such comment.
  Refusal missing() {
    return CommentStore.noSuchComment(comment, home.toString());
  }
}
