package dev.hearken.job;

/// A kind of work.
///
/// @param name a verb and its object, such as `convert-emails`; stands in the table
/// @param retry what happens when it fails
/// @param work does it. It may be done twice, as when a server dies before it could say that it is
///   done, so doing it again must change nothing
public record Job(String name, Retry retry, Work work) {
  /// Does the work for one subject, such as the id of a source.
  @FunctionalInterface
  public interface Work {
    void on(String subject);
  }
}
