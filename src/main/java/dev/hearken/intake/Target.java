package dev.hearken.intake;

import dev.hearken.body.BodyLines;
import dev.hearken.bucket.BucketStore;
import dev.hearken.comment.CommentChanges;
import dev.hearken.comment.NewComment;
import dev.hearken.email.EmailChanges;
import dev.hearken.email.NewEmail;
import dev.hearken.http.Caller;
import dev.hearken.http.Spool;
import dev.hearken.project.FullName;

/// Where lines go.
interface Target {
  /// Stores a slice of lines, all or nothing.
  ///
  /// @param bad is told of the lines that cannot be stored, before any is
  Counts take(Spool slice, BodyLines.Bad bad);

  /// Comments into a source, as they are synced.
  ///
  /// @param dry whether only to say what would happen
  static Target comments(CommentChanges changes, Caller caller, FullName source, boolean dry) {
    return (slice, bad) -> {
      try (var comments = NewComment.lines(slice, bad)) {
        var done =
            dry
                ? changes.compare(caller, source, comments)
                : changes.sync(caller, source, comments);
        return new Counts(done.added(), done.updated(), done.unchanged(), 0);
      }
    };
  }

  /// Mails into a bucket, as they are put.
  ///
  /// @param dry whether only to say what would happen
  static Target mails(EmailChanges changes, Caller caller, FullName bucket, boolean dry) {
    return (slice, bad) -> {
      try (var mails = NewEmail.lines(slice, bad)) {
        var named = BucketStore.named(bucket);
        var done = dry ? changes.compare(caller, named, mails) : changes.put(caller, named, mails);
        return new Counts(done.added(), done.updated(), done.unchanged(), 0);
      }
    };
  }

  /// Comments into a source that would be made: all of them would be new.
  static Target comments() {
    return (slice, bad) -> {
      try (var comments = NewComment.lines(slice, bad)) {
        return new Counts(comments.size(), 0, 0, 0);
      }
    };
  }

  /// Mails into a bucket that would be made.
  static Target mails() {
    return (slice, bad) -> {
      try (var mails = NewEmail.lines(slice, bad)) {
        return new Counts(mails.size(), 0, 0, 0);
      }
    };
  }
}
