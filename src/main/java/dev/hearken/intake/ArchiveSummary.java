package dev.hearken.intake;

import java.util.List;

/// A report on an archive for people.
record ArchiveSummary(ArchiveReport.Wire report, boolean dry) {
  /// More names are counted only.
  private static final int SHOWN = 10;

  @Override
  public String toString() {
    var text = new StringBuilder();
    var made = report.made();
    line(
        text,
        "%sproject %s: %s"
            .formatted(
                dry ? "Would be, " : "", report.project(), made.project() ? "made" : "there"));
    made(text, "buckets", made.buckets());
    made(text, "sources", made.sources());
    line(text, "comments: " + told(report.comments()));
    line(text, "e-mails: " + told(report.emails()));
    line(text, "translations: " + told(report.translations()));
    line(
        text,
        "files: %,d contents, %,d recordings".formatted(report.contents(), report.recordings()));
    if (report.bad() > 0) {
      line(text, "left out: %,d, for they are wrong".formatted(report.bad()));
    }
    report.notes().forEach(note -> line(text, note));
    return text.toString();
  }

  private static void made(StringBuilder text, String what, List<String> names) {
    if (!names.isEmpty()) {
      var shown = String.join(", ", names.subList(0, Math.min(names.size(), SHOWN)));
      line(
          text,
          "%s made: %,d (%s%s)"
              .formatted(what, names.size(), shown, names.size() > SHOWN ? ", …" : ""));
    }
  }

  private static String told(ArchiveReport.Told counts) {
    return new Counts(counts.added(), counts.updated(), counts.unchanged(), 0).toString();
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append(System.lineSeparator());
  }
}
