package dev.hearken.hostile;

import dev.hearken.database.Id;
import dev.hearken.http.Route;
import dev.hearken.load.Machine;
import dev.hearken.load.Rest;
import dev.hearken.load.Subject;
import dev.hearken.user.NewUser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Sends a server hostile requests, many at once, and looks whether anything but the envelope comes
/// back and whether the server is afterwards as it was.
final class HostileBench {
  private static final int MOST_FAILURES = 20;
  private static final int MOST_SHOWN = 300;
  private static final Duration REST = Duration.ofSeconds(30);

  private final Subject subject;
  private final Plan plan;
  private final Map<String, Map<String, Integer>> results = new TreeMap<>();
  private final List<HostileReport.Failure> failures = new ArrayList<>();
  private long failed;
  private double slowestMillis;
  private String slowest = "none";

  HostileBench(Subject subject, Plan plan) {
    this.subject = subject;
    this.plan = plan;
  }

  /// What is done.
  ///
  /// @param workers how many requests at once, beside the slow ones
  /// @param slow how many slow ones at once
  /// @param patience how long an answer may take
  /// @param warmUp how many before: until then every class is loaded and every pool filled, which
  ///   is how a server is at rest
  record Plan(long requests, long seed, int workers, int slow, Duration patience, int warmUp) {}

  HostileReport run() throws InterruptedException {
    var requests = new HostileRequests(subject.routes(), tokens(), plan.seed());
    attack(requests, -plan.warmUp(), 0);
    results.clear();
    slowestMillis = 0;
    var before = Rest.now(subject);
    long start = System.nanoTime();
    attack(requests, 0, plan.requests());
    double seconds = (System.nanoTime() - start) / 1e9;
    var after = Rest.like(before, subject, REST);
    return new HostileReport(
        "hostile",
        plan.seed(),
        plan.requests(),
        seconds,
        new LinkedHashMap<>(results),
        slowestMillis,
        slowest,
        before,
        after,
        failed,
        List.copyOf(failures),
        Machine.here());
  }

  /// Those of numbers from one to before another.
  private void attack(HostileRequests requests, long from, long to) throws InterruptedException {
    var client = new HostileClient(subject.address(), plan.patience());
    var quick = new Semaphore(plan.workers());
    var slow = new Semaphore(plan.slow());
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long number = from; number < to; number++) {
        // Made here and not by each worker, so that large ones are not all there at once.
        quick.acquire();
        var attack = requests.attack(number);
        boolean isSlow = attack.manner() == Attack.Manner.SLOW;
        if (isSlow) {
          quick.release();
          slow.acquire();
        }
        executor.execute(() -> {
          try {
            note(attack, client.run(attack));
          } finally {
            (isSlow ? slow : quick).release();
          }
        });
      }
      executor.shutdown();
      if (!executor.awaitTermination(10, TimeUnit.MINUTES)) {
        throw new IllegalStateException("Some requests have no end");
      }
    }
  }

  private synchronized void note(Attack attack, HostileClient.Outcome outcome) {
    results
        .computeIfAbsent(attack.kind(), _ -> new TreeMap<>())
        .merge(outcome.result(), 1, Integer::sum);
    if (attack.manner() != Attack.Manner.SLOW && outcome.millis() > slowestMillis) {
      slowestMillis = outcome.millis();
      slowest = "request %d, %s".formatted(attack.number(), attack.kind());
    }
    var problem = outcome.problem();
    if (problem != null) {
      failed++;
      if (failures.size() < MOST_FAILURES) {
        failures.add(
            new HostileReport.Failure(
                attack.number(), attack.kind(), outcome.result(), shown(problem), shown(attack)));
      }
    }
  }

  private static String shown(Attack attack) {
    int length = Math.min(attack.part(), MOST_SHOWN);
    return "%d of %d bytes, %s: %s"
        .formatted(
            attack.part(),
            attack.bytes().length,
            attack.manner(),
            shown(new String(attack.bytes(), 0, length, StandardCharsets.ISO_8859_1)));
  }

  private static String shown(String text) {
    var shown = new StringBuilder();
    text.chars()
        .limit(MOST_SHOWN)
        .forEach(each -> {
          if (each >= ' ' && each < 0x7f) {
            shown.append((char) each);
          } else {
            shown.append(each == '\n' ? "\\n" : each == '\r' ? "\\r" : "\\u%04x".formatted(each));
          }
        });
    return shown.toString();
  }

  /// Somebody who may do everything. Where tokens are replaced it is the token of another, who is
  /// given a new one each time.
  private java.util.function.Function<Route, String> tokens() {
    var attacker = subject.tokens().replace(subject.system(), user("hostile")).text();
    var other = user("replaced");
    return route ->
        route.template().equals("/auth/token")
            ? subject.tokens().replace(subject.system(), other).text()
            : attacker;
  }

  private Id user(String name) {
    var user = new NewUser(name, name + "@example.com", List.of("root"), Map.of());
    return subject.users().changes().create(subject.system(), user).id();
  }
}
