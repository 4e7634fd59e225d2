package dev.hearken.bench;

import dev.hearken.load.Load;
import dev.hearken.load.Machine;
import dev.hearken.load.Plan;
import dev.hearken.load.Subject;
import dev.hearken.load.Summary;
import dev.hearken.mix.Action;
import dev.hearken.mix.Clients;
import dev.hearken.mix.Mix;
import dev.hearken.mix.Scene;
import dev.hearken.mix.Worker;
import dev.hearken.user.Token;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Asks two servers the same, one that has little and one that has much, in turns.
final class ScaleBench {
  static final Size FEW = new Size(100, 100);
  static final Size MANY = new Size(100_000, 10_000);

  private static final String SOURCES = "/api/v1/sources";

  private final Subject few;
  private final Subject many;
  private final Plan plan;
  private final Size little;
  private final Size much;

  ScaleBench(Subject few, Subject many, Plan plan, Size little, Size much) {
    this.few = few;
    this.many = many;
    this.plan = plan;
    this.little = little;
    this.much = much;
  }

  /// A question and who asks it.
  ///
  /// @param wide whether it is a member of all projects
  private record Question(String name, Action action, boolean wide) {}

  /// One of the two servers.
  private final class Side implements AutoCloseable {
    private final Scene narrow;
    private final List<List<Worker>> workers = new ArrayList<>();
    private final List<List<Load.Run>> runs = new ArrayList<>();
    private final Clients clients;

    Side(Subject subject, Size size) throws IOException {
      var member = Token.random();
      var memberOfAll = Token.random();
      size.fill(subject, member, memberOfAll);
      narrow = new Scene(subject, member);
      var wide = new Scene(subject, memberOfAll);
      clients = Clients.connect(subject, plan.connections());
      for (var question : questions(size)) {
        var mix = new Mix(question.name(), "", List.of(question.action()));
        workers.add(
            IntStream.range(0, plan.connections())
                .mapToObj(i -> new Worker(i, mix, question.wide() ? wide : narrow, clients.way(i)))
                .toList());
        runs.add(new ArrayList<>());
      }
    }

    Load.Run run(int question, Duration duration) throws InterruptedException {
      return Load.run(workers.get(question), duration);
    }

    void clear() {
      narrow.clear();
      workers.forEach(each -> each.forEach(Worker::restart));
    }

    @Override
    public void close() throws IOException {
      clients.close();
    }
  }

  private static List<Question> questions(Size size) {
    var get = Action.get(SOURCES + "/bench/read-#", "read-#", Size.READ);
    var byId = Action.get(SOURCES + "/id:" + Size.SOURCE_ID + "$", "read-#", Size.READ);
    var user =
        new Action(
            "get",
            "GET",
            "/api/_private/users/" + Size.USER_ID + "$",
            "",
            "username",
            "user-#",
            1,
            Size.ASKED,
            true);
    var self = Action.list("/auth/user", "username", "narrow", 1);
    var project = Action.get("/api/_private/projects/bench", "bench", 1);
    var bucket = Action.get("/api/_private/buckets/bench/bucket-#", "bucket-#", Size.BUCKETS);
    var ofProject =
        Action.list(SOURCES + "/bench", "description", Size.DESCRIPTION, Size.OF_A_PROJECT);
    var all = Action.list(SOURCES, "description", Size.DESCRIPTION, size.sources());
    var users = Action.list("/api/_private/users", "email", "everybody", size.users());
    return List.of(
        new Question("GET source by name", get, false),
        new Question("GET source by id", byId, false),
        new Question("PUT source", Mix.CREATE, false),
        new Question("POST source", Mix.UPDATE.together(), false),
        new Question("GET user", user, false),
        new Question("GET /auth/user", self, false),
        new Question("GET project", project, false),
        new Question("GET bucket", bucket, false),
        new Question("list of all sources", all, true),
        new Question("list of all users", users, false),
        new Question("list of a project", ofProject, false));
  }

  ScaleReport run() throws IOException, InterruptedException {
    var questions = questions(little);
    try (var one = new Side(few, little);
        var other = new Side(many, much)) {
      for (int i = 0; i < questions.size(); i++) {
        var part = plan.warmUp().dividedBy(questions.size());
        var _ = one.run(i, part);
        var _ = other.run(i, part);
      }
      for (int round = 0; round < plan.rounds(); round++) {
        one.clear();
        other.clear();
        // The lists at the end see what was made before them, so it goes.
        for (int i = 0; i < questions.size(); i++) {
          if (questions.get(i).action().items() > 1) {
            one.clear();
            other.clear();
          }
          one.runs.get(i).add(one.run(i, plan.round()));
          other.runs.get(i).add(other.run(i, plan.round()));
        }
      }
      return report(questions, one, other);
    }
  }

  private ScaleReport report(List<Question> questions, Side one, Side other) {
    var costs = new ArrayList<ScaleReport.Cost>();
    var larger = questions(much);
    for (int i = 0; i < questions.size(); i++) {
      costs.add(
          ScaleReport.Cost.of(
              questions.get(i).name(),
              questions.get(i).action().items(),
              larger.get(i).action().items(),
              Summary.of(one.runs.get(i)),
              Summary.of(other.runs.get(i))));
    }
    return new ScaleReport(
        "scale",
        plan.connections(),
        plan.rounds(),
        plan.seconds(),
        little,
        much,
        List.copyOf(costs),
        Load.firstError(
            java.util.stream.Stream.of(one, other)
                .flatMap(side -> side.runs.stream())
                .flatMap(List::stream)),
        Machine.here());
  }
}
