package dev.hearken.translation;

import dev.hearken.database.Id;

/// That a source is at work in this server.
///
/// @param holder this server's name for it
/// @param language into which it is translated
/// @param wanted whether it is to be translated still
/// @param walks whether what was there before is being walked
record Turn(Id sourceId, Id holder, String language, boolean wanted, boolean walks) {
  /// The same a little later.
  Turn walking(boolean still) {
    return new Turn(sourceId, holder, language, wanted, still);
  }
}
