package dev.hearken.intake;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/// What became of an archive, or would become of it.
final class ArchiveReport {
  private final String project;
  private boolean projectMade;
  private final List<String> bucketsMade = new ArrayList<>();
  private final List<String> sourcesMade = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Counts comments = Counts.NOTHING;
  private Counts emails = Counts.NOTHING;
  private Counts translations = Counts.NOTHING;
  private Counts contents = Counts.NOTHING;
  private Counts recordings = Counts.NOTHING;

  ArchiveReport(String project) {
    this.project = project;
  }

  /// As it is answered.
  ///
  /// @param notes sentences on what is not as it was
  record Wire(
      String project,
      Made made,
      Told comments,
      Told emails,
      Told translations,
      long contents,
      long recordings,
      long bad,
      List<String> notes) {}

  /// What was not there before.
  record Made(boolean project, List<String> buckets, List<String> sources) {}

  /// Counts as a sync tells them.
  record Told(@JsonProperty("new") long added, long updated, long unchanged) {
    static Told of(Counts counts) {
      return new Told(counts.added(), counts.updated(), counts.unchanged());
    }
  }

  void projectMade() {
    projectMade = true;
  }

  void bucketMade(String name) {
    bucketsMade.add(name);
  }

  void sourceMade(String name) {
    sourcesMade.add(name);
  }

  void note(String sentence) {
    if (!notes.contains(sentence)) {
      notes.add(sentence);
    }
  }

  void comments(Counts more) {
    comments = comments.plus(more);
  }

  void emails(Counts more) {
    emails = emails.plus(more);
  }

  void translations(Counts more) {
    translations = translations.plus(more);
  }

  void contents(Counts more) {
    contents = contents.plus(more);
  }

  void recordings(Counts more) {
    recordings = recordings.plus(more);
  }

  Counts comments() {
    return comments;
  }

  Counts emails() {
    return emails;
  }

  Counts translations() {
    return translations;
  }

  Counts contents() {
    return contents;
  }

  Counts recordings() {
    return recordings;
  }

  Wire wire() {
    return new Wire(
        project,
        new Made(projectMade, List.copyOf(bucketsMade), List.copyOf(sourcesMade)),
        Told.of(comments),
        Told.of(emails),
        Told.of(translations),
        contents.all() - contents.bad(),
        recordings.all() - recordings.bad(),
        comments.bad() + emails.bad() + translations.bad() + contents.bad() + recordings.bad(),
        List.copyOf(notes));
  }
}
