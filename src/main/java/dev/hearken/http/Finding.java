package dev.hearken.http;

import java.util.Optional;

/// Finds out whose a token is, and something else for him at once.
///
/// @param <T> what else
@FunctionalInterface
public interface Finding<T> {
  /// @param token as it was sent
  Found<T> by(String token);

  /// What was found.
  ///
  /// @param caller empty when the token is unknown or revoked
  /// @param thing of no meaning without a caller
  record Found<T>(Optional<Caller> caller, Optional<T> thing) {}
}
