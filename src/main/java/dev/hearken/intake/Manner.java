package dev.hearken.intake;

import dev.hearken.progress.Progress;

/// How an import goes.
///
/// @param dry whether only to say what would happen
/// @param bad what is done when something is wrong
/// @param spooling takes in what is to be read more than once
record Manner(boolean dry, BadLines bad, Progress progress, LineImport.Spooling spooling) {
  LineImport lines() {
    return new LineImport(spooling, bad, progress);
  }
}
