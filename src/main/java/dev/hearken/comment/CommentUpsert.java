package dev.hearken.comment;

import dev.hearken.database.Id;
import dev.hearken.http.Caller;
import dev.hearken.project.FullName;
import dev.hearken.source.SourceStore;
import dev.hearken.user.Permission;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Puts slices of comments into a source, each id once and in the order of keys. One statement
/// compares digests ([Comparison]), another one is sent what is to be written: texts that are there
/// already do not travel, and unchanged rows are not touched.
///
/// Properties that the caller cannot see are kept where he leaves them out, written where he does
/// not, and take no part in what he is told, be it by counts or by times.
final class CommentUpsert {
  private static final Permission ADDING = Permission.SOURCES_ADD_COMMENTS;

  private final Handle handle;
  private final Caller caller;
  private final FullName name;
  private final boolean overwrite;
  private @Nullable Id source;

  /// @param source null when it is not known yet whether there is one to which the caller may add
  ///   comments: it is found out with the first slice
  /// @param overwrite whether what is there with other content is written
  CommentUpsert(
      Handle handle, Caller caller, FullName name, @Nullable Id source, boolean overwrite) {
    this.handle = handle;
    this.caller = caller;
    this.name = name;
    this.source = source;
    this.overwrite = overwrite;
  }

  /// What became of a slice.
  ///
  /// @param present whether the source is still there
  /// @param unwritten how many were not there when it looked, and were when it wrote
  /// @param taken the first id that has other content
  record Done(boolean present, SyncResult result, long unwritten, @Nullable String taken) {
    static final Done WITHOUT_SOURCE = new Done(false, SyncResult.NOTHING, 0, null);
  }

  /// @throws dev.hearken.http.Refusal when there is none to which the caller may add comments
  private Id known() {
    return source == null ? SourceStore.get(handle, caller, name, ADDING).id() : source;
  }

  /// Null when the source is not there any more.
  private @Nullable Compared compare(List<Digested> slice) {
    var comparison = new Comparison(caller, slice);
    if (source == null) {
      var found = comparison.with(handle, name);
      source = found.map(Compared::source).orElseGet(this::known);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return comparison.with(handle, source).orElse(null);
  }

  Done store(List<NewComment> comments, Instant now) {
    var originals =
        SentBack.areAmong(comments)
            ? SentBack.originals(handle, known(), comments)
            : Map.<ByteBuffer, ByteBuffer>of();
    var slice = Digested.of(comments).stream().map(each -> each.in(originals)).toList();
    var found = compare(slice);
    return found == null ? Done.WITHOUT_SOURCE : store(slice, found, now);
  }

  /// Stores a slice that was compared before.
  Done store(List<Digested> slice, Compared found, Instant now) {
    var differing = found.differing(slice, overwrite);
    var written =
        differing.isEmpty()
            ? Written.NOTHING
            : new Written.Order(known(), caller, differing, overwrite, now).in(handle);
    var retold = found.retold(slice, overwrite);
    if (written.translated() != null && !retold.isEmpty()) {
      new TranslationQueue(handle, known())
          .retold(
              retold.stream().map(Digested::key).toArray(byte[][]::new),
              found.retold() > 0,
              written.translated());
    }
    var taken = found.taken(slice);
    return new Done(
        written.present(),
        found.result(written.added(), overwrite),
        found.met(written.added()),
        taken == null ? null : taken.comment().id());
  }

  /// What [#store] would do.
  SyncResult look(List<NewComment> comments) {
    var found = compare(Digested.of(comments));
    return found == null ? SyncResult.NOTHING : found.result();
  }
}
