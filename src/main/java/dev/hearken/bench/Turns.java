package dev.hearken.bench;

import dev.hearken.load.Load;
import dev.hearken.load.Plan;
import dev.hearken.load.Subject;
import dev.hearken.mix.Clients;
import dev.hearken.mix.Mix;
import dev.hearken.mix.Scene;
import dev.hearken.mix.Worker;
import dev.hearken.yardstick.Yardstick;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Does the same over HTTP and as a yardstick in turns: what the machine does meanwhile for others
/// hits both.
final class Turns {
  private final Subject subject;
  private final Mix mix;
  private final Plan plan;

  Turns(Subject subject, Mix mix, Plan plan) {
    this.subject = subject;
    this.mix = mix;
    this.plan = plan;
  }

  /// Prepares the server, measures and ends.
  TurnsReport run() throws IOException, InterruptedException {
    // One more, for whom the yardstick is taken.
    var scene = Scene.prepare(subject, plan.connections() + 1);
    var yardstick = Yardstick.take(subject, mix, scene, plan.connections());
    try (var clients = Clients.connect(subject, plan.connections())) {
      var product = workers(i -> new Worker(i, mix, scene, clients.way(i)));
      var bare = workers(i -> new Worker(i, mix, scene, yardstick::go));
      return measured(scene, product, bare);
    }
  }

  private List<Worker> workers(java.util.function.IntFunction<Worker> worker) {
    return IntStream.range(0, plan.connections()).mapToObj(worker).toList();
  }

  private TurnsReport measured(Scene scene, List<Worker> overHttp, List<Worker> overJdbc)
      throws InterruptedException {
    var warm = new Plan(plan.connections(), 1, plan.warmUp(), plan.warmUp());
    scene.clear();
    var _ = turn(overHttp, warm);
    scene.clear();
    var _ = turn(overJdbc, warm);
    var product = new ArrayList<Load.Run>();
    var yardstick = new ArrayList<Load.Run>();
    long statements = 0;
    for (int i = 0; i < plan.rounds(); i++) {
      scene.clear();
      long before = subject.database().statements();
      product.add(turn(overHttp, plan));
      statements += subject.database().statements() - before;
      scene.clear();
      yardstick.add(turn(overJdbc, plan));
    }
    return TurnsReport.of(mix, plan, product, yardstick, statements);
  }

  private static Load.Run turn(List<Worker> workers, Plan plan) throws InterruptedException {
    workers.forEach(Worker::restart);
    return Load.run(workers, plan.round());
  }
}
