package dev.hearken.bench;

import dev.hearken.project.FullName;
import dev.hearken.project.NewProject;
import dev.hearken.user.NewUser;
import dev.hearken.user.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Reads one source by its name over HTTP, in turns with the yardstick: what the machine does
/// meanwhile for others hits both.
final class ReadBench {
  private static final String PROJECT = "bench";
  private static final String SOURCE = "source-";
  private static final int SOURCES = 100;

  private final Subject subject;
  private final Plan plan;

  ReadBench(Subject subject, Plan plan) {
    this.subject = subject;
    this.plan = plan;
  }

  /// How long, and how many at once.
  ///
  /// @param warmUp of each side
  record Plan(int connections, int rounds, Duration round, Duration warmUp) {}

  /// A source, and what it takes to read it over HTTP.
  private static final class Target {
    private final FullName name;
    private final byte[] request;
    private final byte[] expected;

    Target(String name, Token token) {
      this.name = new FullName(PROJECT, name);
      this.request = HttpReader.request("GET", path(name), token.text(), "");
      this.expected = "\"name\":\"%s\"".formatted(name).getBytes(StandardCharsets.UTF_8);
    }

    void read(HttpReader reader) throws IOException {
      int status = reader.exchange(request);
      if (status != 200 || !reader.bodyContains(expected)) {
        throw new IOException("The answer for %s is %d %s".formatted(name, status, reader.body()));
      }
    }

    void read(Yardstick yardstick) throws IOException, SQLException {
      var source = yardstick.read(name).source();
      if (!source.name().equals(name.name())) {
        throw new IOException("The row for %s is %s".formatted(name, source));
      }
    }
  }

  /// Prepares the server, measures and ends.
  ReadReport run() throws IOException, InterruptedException {
    var token = user();
    var targets = IntStream.range(0, SOURCES).mapToObj(i -> new Target(SOURCE + i, token)).toList();
    makeSources(token);
    var yardstick = new Yardstick(subject.database().pool(), hash(token));
    var readers = new ArrayList<HttpReader>();
    try {
      for (int i = 0; i < plan.connections(); i++) {
        readers.add(new HttpReader(subject.address()));
      }
      return measured(
          readers.stream().map(reader -> worker(targets, target -> target.read(reader))).toList(),
          Collections.nCopies(
              plan.connections(), worker(targets, target -> target.read(yardstick))));
    } finally {
      for (var reader : readers) {
        reader.close();
      }
    }
  }

  private ReadReport measured(List<Load.Worker> overHttp, List<Load.Worker> overJdbc)
      throws InterruptedException {
    var _ = Load.run(overHttp, plan.warmUp());
    var _ = Load.run(overJdbc, plan.warmUp());
    var product = new ArrayList<Load.Run>();
    var yardstick = new ArrayList<Load.Run>();
    long statements = 0;
    for (int i = 0; i < plan.rounds(); i++) {
      long before = subject.database().statements();
      product.add(Load.run(overHttp, plan.round()));
      statements += subject.database().statements() - before;
      yardstick.add(Load.run(overJdbc, plan.round()));
    }
    return ReadReport.of(plan, product, yardstick, statements);
  }

  private interface Reading {
    void of(Target target) throws Exception;
  }

  private static Load.Worker worker(List<Target> targets, Reading reading) {
    return number -> reading.of(targets.get(number % targets.size()));
  }

  private static String path(String source) {
    return "/api/v1/sources/" + PROJECT + "/" + source;
  }

  /// Someone who may read and make sources in the project, as most users of it may.
  private Token user() {
    var system = subject.system();
    subject.projects().create(system, new NewProject(PROJECT, PROJECT, "", List.of()));
    var permissions = List.of("sources-read", "sources-admin");
    var user =
        subject
            .users()
            .changes()
            .create(
                system,
                new NewUser(
                    "reader", "reader@example.com", List.of(), Map.of(PROJECT, permissions)));
    return subject.tokens().replace(system, user.id());
  }

  private void makeSources(Token token) throws IOException {
    try (var connection = new HttpReader(subject.address())) {
      for (int i = 0; i < SOURCES; i++) {
        var body =
            """
            {"source": {"title": "Source %d", "description": "One of those to be read.", \
            "sensitive_properties": ["iban"]}}\
            """
                .formatted(i);
        int status =
            connection.exchange(HttpReader.request("PUT", path(SOURCE + i), token.text(), body));
        if (status != 200) {
          throw new IOException(
              "Source %d cannot be made: %d %s".formatted(i, status, connection.body()));
        }
      }
    }
  }

  /// As the database has a token.
  static byte[] hash(Token token) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(token.text().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
