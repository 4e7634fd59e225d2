package dev.hearken.http;

import java.util.List;

/// A caller's mistake, or a state of things that forbids what he asked for. The message is for the
/// person who reads it: it names the field, the value and what would have been right. Which status
/// that is on the wire is decided in one place, [Envelope].
public abstract sealed class Refusal extends RuntimeException {
  private final String message;

  private Refusal(String message) {
    super(message, null, false, false);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }

  /// The request cannot be understood: a wrong type, an unknown field, a value outside its
  /// documented set or length.
  public static final class Invalid extends Refusal {
    public Invalid(String message) {
      super(message);
    }
  }

  /// There is no token, or it is unknown or revoked.
  public static final class Unauthenticated extends Refusal {
    public Unauthenticated(String message) {
      super(message);
    }
  }

  /// The caller may see the thing but not do this to it.
  public static final class Forbidden extends Refusal {
    public Forbidden(String message) {
      super(message);
    }
  }

  /// There is no such thing, or the caller may not know that there is.
  public static final class NotFound extends Refusal {
    public NotFound(String message) {
      super(message);
    }
  }

  /// The path exists, but not with this method.
  public static final class MethodNotAllowed extends Refusal {
    private final List<String> allowed;

    public MethodNotAllowed(String method, List<String> allowed) {
      super(
          "The method %s is not allowed here: this path takes %s."
              .formatted(Shown.of(method), String.join(", ", allowed)));
      this.allowed = List.copyOf(allowed);
    }

    /// What may be sent instead.
    public List<String> allowed() {
      return allowed;
    }
  }

  /// Another state of things is in the way: the name is taken by something different, a project is
  /// not empty. Clients send a request again when they hear this, so the same request must be
  /// answered the same way.
  public static final class Conflict extends Refusal {
    public Conflict(String message) {
      super(message);
    }
  }

  /// A body, or what it unpacks to, is larger than the route takes.
  public static final class TooLarge extends Refusal {
    public TooLarge(long limit) {
      super("The body is larger than the %,d bytes that this path takes.".formatted(limit));
    }
  }

  /// The body is of a type or encoding that is not understood.
  public static final class UnsupportedType extends Refusal {
    public UnsupportedType(String message) {
      super(message);
    }
  }

  /// Of a file, bytes are asked for that it does not have.
  public static final class OutOfRange extends Refusal {
    private final long size;

    /// @param range what was asked for
    /// @param size of the file
    public OutOfRange(String range, long size) {
      super(
          "The Range %s begins behind the end of the file, which has %,d bytes."
              .formatted(Shown.of(range), size));
      this.size = size;
    }

    /// How many bytes there are.
    public long size() {
      return size;
    }
  }

  /// The headers are too long.
  public static final class HeadersTooLarge extends Refusal {
    public HeadersTooLarge(int limit) {
      super("The headers are larger than %,d bytes.".formatted(limit));
    }
  }

  /// The body did not arrive in time.
  public static final class TimedOut extends Refusal {
    public TimedOut() {
      super("The body did not arrive in time.");
    }

    /// @param bytesPerSecond how fast it must be
    public TimedOut(long bytesPerSecond) {
      super(
          "The body came in more slowly than the %,d bytes a second that it takes."
              .formatted(bytesPerSecond));
    }
  }

  /// The body ends before its time, or its chunks are none.
  public static final class Broken extends Refusal {
    public Broken() {
      super("The body ends before it is complete, or its chunks are malformed.");
    }
  }

  /// This caller asks too often.
  public static final class TooMany extends Refusal {
    private final long retrySeconds;

    /// @param retrySeconds after how many seconds he may ask again
    public TooMany(int perSecond, long retrySeconds) {
      super(
          "This token may send %,d requests a second: try again after %d s."
              .formatted(perSecond, retrySeconds));
      this.retrySeconds = retrySeconds;
    }

    /// After how many seconds he may ask again.
    public long retrySeconds() {
      return retrySeconds;
    }
  }

  /// Well-formed, but it refers to what is not there or may not be.
  public static final class Unacceptable extends Refusal {
    public Unacceptable(String message) {
      super(message);
    }
  }

  /// Not now. Clients may try again after a few seconds.
  public static final class Unavailable extends Refusal {
    public Unavailable(String message) {
      super(message);
    }
  }
}
