package dev.hearken.project;

import dev.hearken.database.Id;
import dev.hearken.http.Caller;
import org.jdbi.v3.core.Handle;

/// One kind of thing that a project may own. Rooms above this one say what there is; this one knows
/// none of them.
///
/// @param kind its plural on the wire, such as `sources`
public record Contents(String kind, Count count, Delete delete) {
  /// Counts the things of this kind in a project, in the caller's transaction.
  @FunctionalInterface
  public interface Count {
    long in(Handle handle, Id project);
  }

  /// Deletes all things of this kind in a project, in the caller's transaction, each with its line
  /// in the audit log.
  @FunctionalInterface
  public interface Delete {
    void in(Handle handle, Caller caller, Id project);
  }
}
