package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.database.Database;
import dev.hearken.database.TestDatabase;
import dev.hearken.user.Token;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class FirstStartTest {
  private static final Token ONE = new Token("one-".repeat(10));
  private static final Token TWO = new Token("two-".repeat(10));

  private final TestDatabase testDatabase = TestDatabase.fresh();
  private final Database database = Database.open(testDatabase.dataSource(), 4);
  private final Hearken hearken = new Hearken(database, Clock.systemUTC());

  @AfterEach
  void drop() {
    database.close();
    testDatabase.close();
  }

  private Optional<Token> start(Token... configured) {
    var start = hearken.firstStart();
    return start.giveToken(
        start.prepare().orElseThrow(),
        Optional.ofNullable(configured.length == 0 ? null : configured[0]));
  }

  private boolean works(Token token) {
    return hearken.tokens().caller(token.text()).isPresent();
  }

  @Test
  void theAdministratorGetsATokenOnce() {
    var token = start().orElseThrow();

    assertThat(works(token)).isTrue();
    assertThat(start()).isEmpty();
    assertThat(works(token)).isTrue();
  }

  @Test
  void aConfiguredTokenReplacesTheOneBeforeAndIsNotShown() {
    var made = start().orElseThrow();

    assertThat(start(ONE)).isEmpty();
    assertThat(works(ONE)).isTrue();
    assertThat(works(made)).isFalse();
    assertThat(start(TWO)).isEmpty();
    assertThat(works(ONE)).isFalse();
    assertThat(works(TWO)).isTrue();
  }

  @Test
  void aRestartNeverRevivesATokenThatWasReplacedOrRevoked() {
    start(ONE);
    var admin = hearken.users().named(hearken.users().system(), "admin").orElseThrow();
    var replaced = hearken.tokens().replace(hearken.users().system(), admin);
    start(ONE);

    assertThat(works(ONE)).isFalse();
    assertThat(works(replaced)).isTrue();

    hearken.tokens().revoke(hearken.users().system(), admin);
    start(ONE);
    start();

    assertThat(works(ONE)).isFalse();
    assertThat(works(replaced)).isFalse();
  }

  @Test
  void ofManyServersThatStartTogetherOneMakesTheBeginning() {
    var tokens =
        IntStream.range(0, 8).parallel().mapToObj(_ -> start()).flatMap(Optional::stream).toList();

    assertThat(tokens).hasSize(1);
    assertThat(works(tokens.getFirst())).isTrue();
  }

  @Test
  void tokensAreKeptAsHashesOnly() {
    var token = start().orElseThrow();

    var found =
        org.jdbi.v3.core.Jdbi.create(testDatabase.superuser())
            .withHandle(handle ->
                handle
                    .createQuery(
                        "SELECT count(*) FROM token t, audit_event e WHERE t::text LIKE :token OR e::text LIKE :token")
                    .bind("token", "%" + token.text() + "%")
                    .mapTo(Integer.class)
                    .one());

    assertThat(found).isZero();
    assertThat(token.toString()).doesNotContain(token.text());
  }
}
