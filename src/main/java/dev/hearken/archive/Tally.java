package dev.hearken.archive;

import dev.hearken.progress.Progress;

/// How many of each are in an archive.
final class Tally {
  private final Progress progress;
  private long comments;
  private long emails;
  private long contents;
  private long translations;
  private long recordings;
  private long auditEvents;

  Tally(Progress progress) {
    this.progress = progress;
  }

  /// As the end of an archive says it.
  public record End(
      long comments,
      long emails,
      long contents,
      long translations,
      long recordings,
      long auditEvents) {}

  void comments(long count) {
    comments += count;
    passed(count);
  }

  void emails(long count) {
    emails += count;
    passed(count);
  }

  void content() {
    contents++;
    passed(1);
  }

  private void passed(long count) {
    progress.passed(count);
    progress.done(count);
  }

  void translations(long count) {
    translations += count;
  }

  void recordings(long count) {
    recordings += count;
  }

  void auditEvents(long count) {
    auditEvents += count;
  }

  End end() {
    return new End(comments, emails, contents, translations, recordings, auditEvents);
  }
}
