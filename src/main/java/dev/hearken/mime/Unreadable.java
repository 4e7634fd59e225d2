package dev.hearken.mime;

/// A mail that cannot become a message; the reason is for the person who looks after the mailbox.
public final class Unreadable extends RuntimeException {
  private final String reason;

  public Unreadable(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
