package dev.hearken.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer;
import dev.hearken.http.Limits;
import dev.hearken.http.Route;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The short form of `./hearken bench hostile`.
@Tag("database")
class HostileRequestsTest {
  private static final long SEED = Long.getLong("hearken.test.seed", 7);
  private static final int REQUESTS = 3_000;

  /// A line for each request is of no use here.
  private static final Logger LOG = Logger.getLogger("hearken.request");

  @BeforeAll
  static void quiet() {
    LOG.setLevel(Level.WARNING);
  }

  @AfterAll
  static void loud() {
    LOG.setLevel(null);
  }

  @Test
  void nothingButTheEnvelopeComesBackAndTheServerComesToRest() throws InterruptedException {
    var limits =
        new Limits(
            4_096,
            256,
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            10 << 10,
            Duration.ofSeconds(1),
            0);
    try (var server = new TestServer(limits)) {
      var plan = new HostileBench.Plan(REQUESTS, SEED, 16, 50, Duration.ofSeconds(20), 300);

      var report = new HostileBench(server.subject(), plan).run();

      System.out.println(report.table());
      assertThat(report.failures()).isEmpty();
      assertThat(report.after().isLike(report.before())).as(report.table()).isTrue();
      assertThat(server.admin().get("/api/v1/sources").status()).isEqualTo(200);
    }
  }

  @Test
  void theSameSeedMakesTheSameRequests() {
    var one = new HostileRequests(routes(), _ -> "token", SEED);
    var same = new HostileRequests(routes(), _ -> "token", SEED);
    var other = new HostileRequests(routes(), _ -> "token", SEED + 1);
    var kinds = new HashSet<String>();
    int different = 0;
    for (int i = 0; i < 500; i++) {
      var attack = one.attack(i);
      kinds.add(attack.kind());
      assertThat(attack.bytes()).isEqualTo(same.attack(i).bytes());
      different += java.util.Arrays.equals(attack.bytes(), other.attack(i).bytes()) ? 0 : 1;
    }
    assertThat(different).isGreaterThan(400);
    assertThat(one.names()).containsAll(kinds);
    assertThat(kinds).hasSizeGreaterThan(one.names().size() / 2);
  }

  private static List<Route> routes() {
    Route.Endpoint none = _ -> dev.hearken.http.Answer.ok();
    return List.of(
        Route.get("/api/v1/sources/{project}", none),
        Route.put("/api/v1/sources/{project}/{source}", none),
        Route.get("/health/live", none).withoutToken());
  }
}
