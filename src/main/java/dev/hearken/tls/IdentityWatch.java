package dev.hearken.tls;

import java.util.Optional;

/// Notices that the files of an identity were replaced. It compares what is in them, not their
/// dates, so it does not matter how they are replaced.
///
/// Two files are never replaced in one moment, nor is one always written in one go. So a change
/// counts only when the next look finds the same.
public final class IdentityWatch {
  private final IdentityFiles files;
  private final Identity first;
  private Look lastSeen;
  private Look lastTaken;

  /// What a look at the files found.
  ///
  /// @param trouble why there is nothing; empty when there is
  private record Look(IdentityFiles.Content content, String trouble) {}

  /// @throws Unusable when there is no identity to begin with
  public IdentityWatch(IdentityFiles files) {
    this.files = files;
    this.lastTaken = new Look(files.content(), "");
    this.lastSeen = lastTaken;
    this.first = files.identity(lastTaken.content());
  }

  /// What was found at the beginning.
  public Identity first() {
    return first;
  }

  /// The new identity, once, if there is one.
  ///
  /// @throws Unusable when what is new cannot be used, also once
  public Optional<Identity> changed() {
    var seen = look();
    boolean settled = seen.equals(lastSeen);
    lastSeen = seen;
    if (!settled || seen.equals(lastTaken)) {
      return Optional.empty();
    }
    lastTaken = seen;
    if (!seen.trouble().isEmpty()) {
      throw new Unusable(seen.trouble());
    }
    return Optional.of(files.identity(seen.content()));
  }

  private Look look() {
    try {
      return new Look(files.content(), "");
    } catch (Unusable e) {
      return new Look(new IdentityFiles.Content("", ""), e.sentence());
    }
  }
}
