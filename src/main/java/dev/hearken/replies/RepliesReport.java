package dev.hearken.replies;

import dev.hearken.load.Report;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How well each set of mails was cleaned.
///
/// @param pace what it costs; null without mails to tell by
public record RepliesReport(List<Part> sets, @Nullable Pace pace) implements Report {
  public RepliesReport {
    sets = List.copyOf(sets);
  }

  /// @param goal the least of all its figures
  public record Part(
      String name,
      int mails,
      double exact,
      double bodyPrecision,
      double bodyRecall,
      double signaturePrecision,
      double signatureRecall,
      int linesWithoutLabel,
      Goal goal) {
    static Part of(String name, Score score, Goal goal) {
      return new Part(
          name,
          score.mails(),
          score.exactly(),
          score.body().precision(),
          score.body().recall(),
          score.signature().precision(),
          score.signature().recall(),
          score.unknown(),
          goal);
    }

    boolean passed() {
      return exact >= goal.exact
          && Math.min(bodyPrecision, bodyRecall) >= goal.body
          && Math.min(signaturePrecision, signatureRecall) >= goal.signature;
    }
  }

  /// What a set must reach.
  public record Goal(double exact, double body, double signature) {}

  @Override
  public String table() {
    var lines = new ArrayList<String>();
    lines.add(
        "%-14s %6s %7s %16s %16s %8s"
            .formatted("", "mails", "exact", "body p / r", "signature p / r", "no label"));
    for (var set : sets) {
      lines.add(
          "%-14s %6d %7.3f %9.4f %6.4f %9.4f %6.4f %8d%s"
              .formatted(
                  set.name,
                  set.mails,
                  set.exact,
                  set.bodyPrecision,
                  set.bodyRecall,
                  set.signaturePrecision,
                  set.signatureRecall,
                  set.linesWithoutLabel,
                  set.passed() ? "" : "  below its goal"));
    }
    if (pace != null) {
      lines.add(
          "cleaning takes %.2f of the parser's time (%,.0f and %,.0f mails a second)%s"
              .formatted(
                  pace.ratio(),
                  pace.cleaned(),
                  pace.parsed(),
                  pace.passed() ? "" : "  above its goal"));
    }
    return String.join("\n", lines);
  }

  @Override
  public boolean passed() {
    return sets.stream().allMatch(Part::passed) && (pace == null || pace.passed());
  }
}
