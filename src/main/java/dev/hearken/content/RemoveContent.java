package dev.hearken.content;

import dev.hearken.database.Id;
import dev.hearken.job.Job;
import dev.hearken.job.Retry;

/// Removes content a day after it came in or was let go of, if nobody holds it then. The database
/// enqueues it (migration V6).
public final class RemoveContent {
  private final ContentStore contents;

  public RemoveContent(ContentStore contents) {
    this.contents = contents;
  }

  public Job job() {
    return new Job("remove-content", Retry.SOON, this::remove);
  }

  /// @param subject the ids of source and content, a slash in between
  private void remove(String subject) {
    var ids = subject.split("/", -1);
    contents.remove(id(ids[0]), id(ids[1]));
  }

  private static Id id(String text) {
    return Id.parse(text).orElseThrow(() -> new IllegalArgumentException(text));
  }
}
