package dev.hearken.archive;

import dev.hearken.archive.ExportStore.Found;
import dev.hearken.archive.ExportStore.Share;
import dev.hearken.http.Caller;
import dev.hearken.http.Json;
import dev.hearken.progress.Progress;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;
import org.jspecify.annotations.Nullable;

/// One archive while it is written: its files in their order.
final class Export {
  /// The number of the form that archives have; another one with every change that readers must
  /// know.
  private static final int FORMAT = 1;

  private final Handle handle;
  private final Caller caller;
  private final Found project;
  private final Wanted wanted;
  private final Share share;
  private final ArchiveWriter archive;
  private final Progress progress;
  private final Tally tally;

  Export(
      Handle handle,
      Caller caller,
      Found project,
      Wanted wanted,
      Share share,
      ArchiveWriter archive,
      Progress progress) {
    this.handle = handle;
    this.caller = caller;
    this.project = project;
    this.wanted = wanted;
    this.share = share;
    this.archive = archive;
    this.progress = progress;
    this.tally = new Tally(progress);
  }

  /// What an archive says of itself.
  ///
  /// @param sources null for all
  record Head(
      int format,
      String hearken,
      Instant exportedAt,
      String project,
      @Nullable List<String> sources,
      String sensitiveProperties,
      String buckets,
      String audit) {}

  Tally.End write(String version, Instant now) throws IOException {
    archive.json(
        "export.json",
        new Head(
            FORMAT,
            version,
            now,
            project.name(),
            wanted.sources().orElse(null),
            said(share.sensitive()),
            said(share.buckets()),
            said(share.audit())));
    archive.json(
        "project.json",
        new Settings.Project(project.name(), project.title(), project.description()));
    progress.whole(this::count);
    if (share.buckets()) {
      lines("buckets.jsonl", Settings.buckets(handle, project.id()));
    }
    lines("sources.jsonl", sources());
    if (share.buckets()) {
      writeBuckets();
    }
    writeSources();
    if (share.audit()) {
      try (var parts = new Parts(archive, "", "audit", tally::auditEvents)) {
        AuditLines.write(handle, project.id(), parts);
      }
    }
    var end = tally.end();
    archive.json("end.json", end);
    archive.end();
    return end;
  }

  private static String said(boolean included) {
    return included ? "included" : "missing";
  }

  private ResultIterable<Settings.Source> sources() {
    return Settings.sources(handle, caller, project.id(), wanted);
  }

  private long count() {
    long all = 0;
    if (share.buckets()) {
      try (var buckets = Settings.buckets(handle, project.id()).iterator()) {
        while (buckets.hasNext()) {
          all += EmailLines.count(handle, buckets.next().id());
        }
      }
    }
    try (var sources = sources().iterator()) {
      while (sources.hasNext()) {
        var source = sources.next().id();
        all += CommentLines.count(handle, source) + ContentFiles.count(handle, source);
      }
    }
    return all;
  }

  private void lines(String name, ResultIterable<?> things) throws IOException {
    try (var lines = new Gathered();
        var each = things.iterator()) {
      while (each.hasNext()) {
        lines.write(Json.bytes(each.next()));
        lines.write('\n');
      }
      archive.file(name, lines);
    }
  }

  private void writeBuckets() throws IOException {
    try (var buckets = Settings.buckets(handle, project.id()).iterator()) {
      while (buckets.hasNext()) {
        var bucket = buckets.next();
        try (var parts =
            new Parts(archive, "buckets/" + bucket.name() + "/", "emails", tally::emails)) {
          EmailLines.write(handle, bucket.id(), parts);
        }
      }
    }
  }

  private void writeSources() throws IOException {
    try (var sources = sources().iterator()) {
      while (sources.hasNext()) {
        var source = sources.next();
        var path = "sources/" + source.name() + "/";
        ContentFiles.write(handle, source.id(), path, archive, tally);
        try (var parts = new Parts(archive, path, "comments", tally::comments)) {
          CommentLines.write(handle, source.id(), share.sensitive(), parts);
        }
        try (var parts = new Parts(archive, path, "translations", tally::translations)) {
          TranslationLines.write(handle, source.id(), parts);
        }
        try (var parts = new Parts(archive, path, "recordings", tally::recordings)) {
          RecordingLines.write(handle, source.id(), parts);
        }
      }
    }
  }
}
