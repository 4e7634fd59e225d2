package dev.hearken.kill;

import dev.hearken.load.Part;
import dev.hearken.load.Summary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What the bench of kills has found.
///
/// @param servers on one database
/// @param synced comments in acknowledged batches
/// @param mails in acknowledged batches
/// @param imported comments in acknowledged imports
/// @param purges sources that were deleted with their comments
/// @param lost how many sources did not hold what was acknowledged; must be 0
/// @param torn how many did not agree with their lines in the audit log, or with what the server
///   counts; must be 0
/// @param wrongAnswers how many answers were neither an acknowledgement nor a 503; must be 0
/// @param restarts from the start of the process to its first request
/// @param recoveries from a kill of the database alone to the next acknowledged write
/// @param findings the first of what is wrong, in words
record KillReport(
    int servers,
    int rounds,
    long acknowledged,
    long synced,
    long mails,
    long imported,
    long purges,
    int lost,
    int torn,
    long wrongAnswers,
    Times restarts,
    Times recoveries,
    List<String> findings)
    implements Part {
  private static final int MOST_FINDINGS = 20;

  /// @param medianSeconds 0 when there was none
  record Times(int count, double medianSeconds, double slowestSeconds) {
    static Times of(List<Duration> times) {
      var seconds = times.stream().mapToDouble(time -> time.toMillis() / 1e3).sorted().toArray();
      return seconds.length == 0
          ? new Times(0, 0, 0)
          : new Times(seconds.length, Summary.median(seconds), seconds[seconds.length - 1]);
    }
  }

  /// What has come together so far.
  static final class Tally {
    private final List<Duration> restarts = new ArrayList<>();
    private final List<Duration> recoveries = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private int lost;
    private int torn;

    void restarted(Duration in) {
      restarts.add(in);
    }

    void recovered(Duration in) {
      recoveries.add(in);
    }

    void inspected(String when, List<String> losses, List<String> tears) {
      lost += losses.size();
      torn += tears.size();
      losses.forEach(each -> findings.add(when + each));
      tears.forEach(each -> findings.add(when + each));
    }

    KillReport report(
        KillBench.Plan plan,
        long acknowledged,
        List<CommentLedger> comments,
        List<MailLedger> mails,
        List<ArchiveLedger> archives,
        String wrong) {
      wrong.lines().forEach(findings::add);
      return new KillReport(
          plan.servers(),
          plan.rounds(),
          acknowledged,
          comments.stream().mapToLong(CommentLedger::synced).sum(),
          mails.stream().mapToLong(MailLedger::put).sum(),
          archives.stream().mapToLong(ArchiveLedger::brought).sum(),
          comments.stream().mapToLong(CommentLedger::purges).sum(),
          lost,
          torn,
          wrong.lines().count(),
          Times.of(restarts),
          Times.of(recoveries),
          findings.stream().limit(MOST_FINDINGS).toList());
    }
  }

  /// Is everything as it must be?
  @Override
  public boolean passed() {
    return lost == 0
        && torn == 0
        && wrongAnswers == 0
        && acknowledged > 0
        && synced > 0
        && mails > 0;
  }

  @Override
  public List<String> lines() {
    var table =
        String.format(
            Locale.ROOT,
            """
            %d kills under write load, %s
            writes acknowledged    %,d
            comments in them       %,d
            mails in them          %,d
            comments imported      %,d
            sources deleted        %,d
            of them lost           %d
            half there             %d
            wrong answers          %d
            restarts               %s
            database killed alone  %s until the next write
            """,
            rounds,
            servers == 1 ? "of one server and its database" : "of two servers on one database",
            acknowledged,
            synced,
            mails,
            imported,
            purges,
            lost,
            torn,
            wrongAnswers,
            shown(restarts),
            shown(recoveries));
    var found = findings.stream().map(finding -> "found                  " + finding);
    return Stream.concat(table.lines(), found).toList();
  }

  private static String shown(Times times) {
    return String.format(
        Locale.ROOT,
        "%d: median %.2f s, slowest %.2f s",
        times.count,
        times.medianSeconds,
        times.slowestSeconds);
  }
}
