package dev.hearken.intake;

import dev.hearken.body.BodyLines;
import dev.hearken.body.Elements;
import dev.hearken.bucket.BucketStore;
import dev.hearken.comment.CommentChanges;
import dev.hearken.comment.NewComment;
import dev.hearken.email.EmailChanges;
import dev.hearken.email.NewEmail;
import dev.hearken.http.Caller;
import dev.hearken.http.Spool;
import dev.hearken.project.FullName;
import dev.hearken.translation.NewTranslation;
import dev.hearken.translation.TranslationChanges;

/// Where lines go.
///
/// @param reading reads a slice of them
/// @param storing stores what was read
/// @param <T> what stands on a line
record Target<T extends Elements.Element>(Reading<T> reading, Storing<T> storing) {
  /// Reads the lines of a slice.
  @FunctionalInterface
  interface Reading<T extends Elements.Element> {
    /// @param bad is told of the lines that are wrong
    Elements<T> of(Spool slice, BodyLines.Bad bad);
  }

  /// Stores a slice, all or nothing.
  @FunctionalInterface
  interface Storing<T extends Elements.Element> {
    /// @param bad is told of what is right and cannot be stored
    Counts of(Elements<T> slice, BodyLines.Bad bad);
  }

  /// Comments into a source, as they are synced.
  ///
  /// @param dry whether only to say what would happen
  static Target<NewComment> comments(
      CommentChanges changes, Caller caller, FullName source, boolean dry) {
    return new Target<>(
        NewComment::lines,
        (comments, _) -> {
          var done =
              dry
                  ? changes.compare(caller, source, comments)
                  : changes.sync(caller, source, comments);
          return new Counts(done.added(), done.updated(), done.unchanged(), 0);
        });
  }

  /// Translations of comments that are in a source by now.
  ///
  /// @param dry whether only to say what would happen
  static Target<NewTranslation> translations(
      TranslationChanges changes, Caller caller, FullName source, boolean dry) {
    return new Target<>(
        NewTranslation::lines,
        (translations, bad) -> {
          var done =
              dry
                  ? changes.compare(caller, source, translations)
                  : changes.take(caller, source, translations, bad);
          return new Counts(done.added(), done.updated(), done.unchanged(), 0);
        });
  }

  /// Mails into a bucket, as they are put.
  ///
  /// @param dry whether only to say what would happen
  static Target<NewEmail> mails(EmailChanges changes, Caller caller, FullName bucket, boolean dry) {
    return new Target<>(
        NewEmail::lines,
        (mails, _) -> {
          var named = BucketStore.named(bucket);
          var done =
              dry ? changes.compare(caller, named, mails) : changes.put(caller, named, mails);
          return new Counts(done.added(), done.updated(), done.unchanged(), 0);
        });
  }

  /// Comments into a source that would be made.
  static Target<NewComment> comments() {
    return new Target<>(NewComment::lines, Target::allNew);
  }

  /// Translations of comments in a source that would be made.
  static Target<NewTranslation> translations() {
    return new Target<>(NewTranslation::lines, Target::allNew);
  }

  /// Mails into a bucket that would be made.
  static Target<NewEmail> mails() {
    return new Target<>(NewEmail::lines, Target::allNew);
  }

  private static Counts allNew(Elements<?> slice, BodyLines.Bad none) {
    return new Counts(slice.size(), 0, 0, 0);
  }
}
