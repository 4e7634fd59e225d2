package dev.hearken.http;

import org.jspecify.annotations.Nullable;

/// A field of an update for which absence and `null` mean different things: absent leaves what is
/// there, `null` takes it away.
///
/// @param given whether the field was in the body
/// @param value what it held
public record Change<T>(boolean given, @Nullable T value) {
  /// The field was not there.
  public static <T> Change<T> none() {
    return new Change<>(false, null);
  }

  /// The field held this value, or `null`.
  public static <T> Change<T> to(@Nullable T value) {
    return new Change<>(true, value);
  }
}
