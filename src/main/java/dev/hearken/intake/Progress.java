package dev.hearken.intake;

/// Hears how far an import is.
interface Progress {
  Progress NONE =
      new Progress() {
        @Override
        public void read(long bytes) {}

        @Override
        public void done(long things) {}
      };

  /// So many bytes more of what comes in were read, as they lie there.
  void read(long bytes);

  /// So many comments, mails or files more were dealt with.
  void done(long things);
}
