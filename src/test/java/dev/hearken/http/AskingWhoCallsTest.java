package dev.hearken.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.RawConnection;
import dev.hearken.database.Id;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Endpoints that find out themselves who calls: whoever has no good token learns nothing else,
/// whatever they do.
class AskingWhoCallsTest {
  private static final Caller ANNE = new Caller(new Id(7), "anne", Set.of());

  private Server server;
  private RawConnection connection;

  private static Optional<Caller> whose(String token) {
    return token.equals("good") ? Optional.of(ANNE) : Optional.empty();
  }

  private static Answer found(Call call) {
    var thing = call.find(token -> new Finding.Found<>(whose(token), Optional.of("a thing")));
    return Answer.of("thing", thing.orElseThrow() + " of " + call.caller().username());
  }

  private static Answer refused(Call call) {
    throw new Refusal.NotFound("There is no " + call.path("thing") + ".");
  }

  @BeforeEach
  void start() throws Exception {
    Routes routes =
        () ->
            List.of(
                Route.get("/found", AskingWhoCallsTest::found).askingWhoCalls(),
                Route.get("/refused/{thing}", AskingWhoCallsTest::refused).askingWhoCalls(),
                Route.get("/forgotten", _ -> Answer.of("thing", "shown")).askingWhoCalls());
    server = Server.start(Listener.local(""), List.of(routes), AskingWhoCallsTest::whose);
    connection = new RawConnection(server.address());
  }

  @AfterEach
  void stop() {
    connection.close();
    server.close();
  }

  private RawConnection.Answer get(String path, String token) {
    return connection.ask("GET " + path + " HTTP/1.1", "Host: x", "Authorization: Bearer " + token);
  }

  @Test
  void aGoodTokenGetsWhatWasFoundWithIt() {
    var answer = get("/found", "good");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("a thing of anne");
    assertThat(get("/refused/spoon", "good").status()).isEqualTo(404);
    assertThat(get("/forgotten", "good").body()).contains("shown");
  }

  @Test
  void aBadOneIsRefusedFirst() {
    for (var path : List.of("/found", "/refused/spoon", "/forgotten")) {
      var answer = get(path, "bad");

      assertThat(answer.status()).as(path).isEqualTo(401);
      assertThat(answer.body()).doesNotContain("thing", "spoon", "shown");
    }
  }

  @Test
  void soIsNone() {
    for (var path : List.of("/found", "/refused/spoon", "/forgotten")) {
      var answer = connection.ask("GET " + path + " HTTP/1.1", "Host: x");

      assertThat(answer.status()).as(path).isEqualTo(401);
      assertThat(answer.body()).contains("There is no token");
    }
  }
}
