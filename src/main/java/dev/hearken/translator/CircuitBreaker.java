package dev.hearken.translator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Leaves a service alone that is down, or that asked for it: meanwhile every call is answered at
/// once, without a connection and without a wait.
///
/// A service that failed [#FAILURES] times in a row is left alone for [#FIRST_REST], twice as long
/// each further time, [#LONGEST_REST] at most; one that said how long to wait, for so long. Then
/// one call is let through to see; only when it succeeds do others follow.
public final class CircuitBreaker implements Translator {
  /// Failures in a row that make a service count as down.
  public static final int FAILURES = 5;

  /// How long a service that is down is left alone at first.
  public static final Duration FIRST_REST = Duration.ofSeconds(5);

  /// How long at most, unless the service itself asks for more.
  public static final Duration LONGEST_REST = Duration.ofMinutes(5);

  private static final int MOST_DOUBLINGS = 16;

  /// What those are told that come while another call looks whether the service is back.
  private static final Duration PROBE = Duration.ofSeconds(1);

  private final Translator service;
  private final Clock clock;

  private int failures;
  private int rests;
  private Instant until = Instant.MIN;
  private boolean closed = true;
  private boolean probing;
  private String why = "";

  /// @param clock tells when the service may be asked again
  public CircuitBreaker(Translator service, Clock clock) {
    this.service = service;
    this.clock = clock;
  }

  @Override
  public String name() {
    return service.name();
  }

  @Override
  public Limits limits() {
    return service.limits();
  }

  /// How long calls will be answered without asking the service; zero when the next one asks it.
  public synchronized Duration rest() {
    var now = clock.instant();
    if (until.isAfter(now)) {
      return Duration.between(now, until);
    }
    return probing ? PROBE : Duration.ZERO;
  }

  @Override
  public Answer translate(List<String> texts, String from, String to) {
    boolean probe;
    synchronized (this) {
      var rest = rest();
      if (rest.isPositive()) {
        return new Answer.Failed("Left alone until it has rested, since: " + why, true, rest);
      }
      probe = !closed;
      probing = probe;
    }
    try {
      var answer = service.translate(texts, from, to);
      take(answer);
      return answer;
    } finally {
      if (probe) {
        seen();
      }
    }
  }

  private synchronized void seen() {
    probing = false;
  }

  private synchronized void take(Answer answer) {
    if (!(answer instanceof Answer.Failed failed && failed.retry())) {
      failures = 0;
      rests = 0;
      closed = true;
      return;
    }
    why = failed.why();
    failures++;
    // Calls that were on their way when the rest began tell nothing new.
    boolean resting = until.isAfter(clock.instant());
    if (failed.after().isPositive()) {
      rest(failed.after());
    } else if (!resting && (failures >= FAILURES || !closed)) {
      var ours = FIRST_REST.multipliedBy(1L << Math.min(rests, MOST_DOUBLINGS));
      rest(ours.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : ours);
      rests++;
    }
  }

  private void rest(Duration time) {
    until = clock.instant().plus(time);
    closed = false;
  }

  @Override
  public void close() {
    service.close();
  }
}
