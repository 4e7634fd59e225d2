package dev.hearken.comment;

import dev.hearken.thread.ThreadProperties;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// What is shown of the comments of a page.
///
/// @param markup whether they come with their markup
/// @param threads whether they come with what is known of their threads
record Presentation(boolean markup, boolean threads) {
  /// Finds out what is known of the threads of comments.
  @FunctionalInterface
  interface Threads {
    /// @param comments their keys
    Map<ByteBuffer, ThreadProperties> of(List<byte[]> comments);
  }

  /// Each comment as it is shown, decided for all of them at once.
  ///
  /// @param known asked if it is to be shown, once
  /// @param keys of those that may be on the page
  UnaryOperator<Comment> of(Threads known, Supplier<List<byte[]>> keys) {
    var properties = threads ? known.of(keys.get()) : Map.<ByteBuffer, ThreadProperties>of();
    return comment -> {
      var shown = markup ? comment : comment.withoutMarkup();
      return threads ? shown.with(properties.get(ByteBuffer.wrap(comment.key()))) : shown;
    };
  }
}
