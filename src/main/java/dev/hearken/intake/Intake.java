package dev.hearken.intake;

import dev.hearken.bucket.BucketStore;
import dev.hearken.comment.CommentChanges;
import dev.hearken.email.EmailChanges;
import dev.hearken.http.Budget;
import dev.hearken.http.Caller;
import dev.hearken.http.Refusal;
import dev.hearken.http.Shown;
import dev.hearken.http.Spool;
import dev.hearken.project.FullName;
import dev.hearken.source.SourceStore;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.zip.ZipException;

/// Brings in what stands in files, for a command.
public final class Intake {
  private final SourceStore sources;
  private final BucketStore buckets;
  private final CommentChanges comments;
  private final EmailChanges emails;
  private final Clock clock;
  private final Budget budget = new Budget(Runtime.getRuntime().maxMemory());

  public Intake(
      SourceStore sources,
      BucketStore buckets,
      CommentChanges comments,
      EmailChanges emails,
      Clock clock) {
    this.sources = sources;
    this.buckets = buckets;
    this.comments = comments;
    this.emails = emails;
    this.clock = clock;
  }

  /// How an import goes.
  ///
  /// @param dry whether only to say what would happen
  record Manner(boolean dry, BadLines bad, Progress progress) {}

  /// Comments, one on each line, into a source.
  Counts comments(Caller caller, Path file, FullName source, Manner manner) throws IOException {
    var _ = sources.get(caller, source);
    return lines(file, Target.comments(comments, caller, source, manner.dry()), manner);
  }

  /// Mails, one on each line, into a bucket.
  Counts mailLines(Caller caller, Path file, FullName bucket, Manner manner) throws IOException {
    var _ = buckets.get(caller, bucket);
    return lines(file, Target.mails(emails, caller, bucket, manner.dry()), manner);
  }

  /// What became of mails.
  ///
  /// @param passedOver how many files were neither mails nor mailboxes
  record Mails(Counts counts, long passedOver) {}

  /// Mails as they lie in files, into a bucket.
  ///
  /// @param mailbox of all of them
  Mails mails(Caller caller, Path root, FullName bucket, String mailbox, Manner manner)
      throws IOException {
    var _ = buckets.get(caller, bucket);
    try (var lines =
        new MailLines(new Folder(root), mailbox, this::spool, manner.progress(), clock.instant())) {
      var target = Target.mails(emails, caller, bucket, manner.dry());
      var counts = run(new LineSlices(lines, lines::name), target, manner);
      return new Mails(counts, lines.passedOver());
    }
  }

  private Counts lines(Path file, Target target, Manner manner) throws IOException {
    var name = file.getFileName().toString();
    try (var in = Unpacked.of(new Counted(Files.newInputStream(file), manner.progress()))) {
      return run(new LineSlices(in, line -> name + ", line %,d".formatted(line)), target, manner);
    } catch (ZipException | EOFException e) {
      throw cut(name);
    }
  }

  private Counts run(LineSlices lines, Target target, Manner manner) throws IOException {
    return new LineImport(this::spool, manner.bad(), manner.progress()).run(lines, target);
  }

  private static Refusal cut(String name) {
    return new Refusal.Invalid(
        "The file %s is packed with gzip, but damaged or cut.".formatted(Shown.of(name)));
  }

  private Spool spool(InputStream in) throws IOException {
    return Spool.of(in, budget);
  }
}
