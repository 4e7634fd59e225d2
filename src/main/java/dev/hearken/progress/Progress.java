package dev.hearken.progress;

import java.util.function.LongSupplier;

/// Hears how far long work is.
public interface Progress {
  /// Nobody waits.
  Progress NONE =
      new Progress() {
        @Override
        public void whole(LongSupplier parts) {}

        @Override
        public void passed(long parts) {}

        @Override
        public void done(long things) {}
      };

  /// Where all of it begins.
  ///
  /// @param parts how large it is, by whatever measure; 0 when that is not known. Only asked for
  ///   where somebody wants to know
  void whole(LongSupplier parts);

  /// So much more of the whole lies behind.
  void passed(long parts);

  /// So many things more were dealt with.
  void done(long things);
}
