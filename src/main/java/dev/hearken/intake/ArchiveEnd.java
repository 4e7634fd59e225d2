package dev.hearken.intake;

import dev.hearken.http.Fields;
import dev.hearken.http.Refusal;
import java.math.BigDecimal;
import java.util.List;

/// What an archive says at its end: how much it has.
record ArchiveEnd(long comments, long emails, long translations, long contents, long recordings) {
  static final String NAME = "end.json";

  static ArchiveEnd of(byte[] json) {
    var fields = Fields.of(json);
    return new ArchiveEnd(
        count(fields, "comments"),
        count(fields, "emails"),
        count(fields, "translations"),
        count(fields, "contents"),
        count(fields, "recordings"));
  }

  private static long count(Fields fields, String name) {
    return fields.number(name).map(BigDecimal::longValue).orElse(0L);
  }

  /// @throws Refusal.Invalid when something else has come in
  void check(ArchiveReport report) {
    for (var each :
        List.of(
            new Kind("comments", comments, report.comments()),
            new Kind("e-mails", emails, report.emails()),
            new Kind("translations", translations, report.translations()),
            new Kind("contents", contents, report.contents()),
            new Kind("recordings", recordings, report.recordings()))) {
      if (each.said != each.found.all()) {
        throw new Refusal.Invalid(
            "The archive says at its end that it has %,d %s, but it has %,d; all of these are in."
                .formatted(each.said, each.name, each.found.all()));
      }
    }
  }

  private record Kind(String name, long said, Counts found) {}
}
