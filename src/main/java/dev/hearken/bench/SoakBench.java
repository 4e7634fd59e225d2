package dev.hearken.bench;

import dev.hearken.load.Load;
import dev.hearken.load.Machine;
import dev.hearken.load.Plan;
import dev.hearken.load.Rest;
import dev.hearken.load.Subject;
import dev.hearken.load.Summary;
import dev.hearken.mix.Clients;
import dev.hearken.mix.Mix;
import dev.hearken.mix.Scene;
import dev.hearken.mix.Worker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// Keeps a server busy for a while, and looks whether it is afterwards as it was.
final class SoakBench {
  private static final Duration REST = Duration.ofSeconds(30);

  private final Subject subject;
  private final Plan plan;

  SoakBench(Subject subject, Plan plan) {
    this.subject = subject;
    this.plan = plan;
  }

  SoakReport run() throws IOException, InterruptedException {
    var mix = Mix.mixed();
    var scene = Scene.prepare(subject, plan.connections());
    // Until then every class is loaded and every pool filled, which is how a server is at rest.
    var _ = load(mix, scene, plan.warmUp());
    var before = Rest.settled(subject);
    long residentBefore = Machine.residentMib();
    var busy = load(mix, scene, plan.round());
    var after = Rest.like(before, subject, REST);
    return new SoakReport(
        "soak",
        mix.what(),
        plan.connections(),
        plan.seconds(),
        busy.summary(),
        before,
        after,
        residentBefore,
        Machine.residentMib(),
        busy.firstError(),
        Machine.here());
  }

  /// What is left of a load: each single time would itself be memory that is kept.
  private record Busy(Summary summary, @org.jspecify.annotations.Nullable String firstError) {}

  private Busy load(Mix mix, Scene scene, Duration duration)
      throws IOException, InterruptedException {
    scene.clear();
    try (var clients = Clients.connect(subject, plan.connections())) {
      var workers =
          IntStream.range(0, plan.connections())
              .mapToObj(i -> new Worker(i, mix, scene, clients.way(i)))
              .toList();
      var runs = List.of(Load.run(workers, duration));
      return new Busy(Summary.of(runs), Load.firstError(runs.stream()));
    }
  }
}
