package dev.hearken.loading;

import static dev.hearken.loading.LoadCalls.SOURCES;
import static dev.hearken.loading.LoadCalls.mail;
import static dev.hearken.loading.LoadCalls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.Eventually;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A recipe that reads otherwise than the one before reads the mails of a bucket again.
@Tag("database")
class ReadAgainTest {
  private static LoadCalls calls;

  @BeforeAll
  static void start() {
    calls = new LoadCalls();
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  private static void fill(String name) {
    calls.source(name, calls.bucket(name));
    calls.atRest(name);
    calls.put(
        name,
        mail("1", "Message-ID: <1>\r\nContent-Type: text/html\r\n", "<p>One <b>two</b></p>"),
        mail("2", "Message-ID: <2>\r\n", "Plain"),
        mail("3", "Message-ID: <3>\r\n", "Plain too"));
    calls.atRest(name);
  }

  private static String counts(JsonNode loading) {
    var walk = loading.get("walk");
    assertThat(walk.get("ended_at").isNull()).isFalse();
    return walk.get("added") + " " + walk.get("updated") + " " + walk.get("unchanged");
  }

  @Test
  void anotherRecipeKeepsIdsAndCountsWhatItChanged() {
    fill("rich");
    var before = calls.comments("rich");
    var rich = Map.of("source", Map.of("email_transform_tag", "generic-rich.0.HEARKEN1"));
    ok(calls.server().admin().post(SOURCES + "rich", rich));
    assertThat(counts(calls.atRest("rich"))).isEqualTo("0 1 2");
    var after = calls.comments("rich");
    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(calls.texts("rich")).containsExactly("One two", "Plain", "Plain too");
    assertThat(calls.comment("rich", "<1>").at("/messages/0/body").has("text_markup")).isTrue();
    assertThat(calls.comment("rich", "<2>")).isEqualTo(before.get(LoadCalls.hex("<2>")));
  }

  @Test
  void aNewerVersionKeepsIdsAndCountsWhatItChanged() {
    fill("newer");
    var before = calls.comments("newer");
    // As an older server left them: one was read otherwise by it, and one not at all.
    calls
        .server()
        .sql()
        .useHandle(handle -> {
          handle.execute(
              """
              UPDATE comment
              SET messages = '[{"body":{"text":"older"}}]', messages_digest = 'older', content_digest = 'older'
              WHERE id = ? AND source_id = (SELECT id FROM source WHERE name = 'newer')
              """,
              LoadCalls.hex("<2>"));
          handle.execute(
              """
              DELETE FROM comment
              WHERE id = ? AND source_id = (SELECT id FROM source WHERE name = 'newer')
              """,
              LoadCalls.hex("<3>"));
          handle.execute(
              """
              UPDATE source_load
              SET recipe_version = recipe_version - 1
              WHERE source_id = (SELECT id FROM source WHERE name = 'newer')
              """);
        });
    assertThat(calls.texts("newer")).containsExactly("One two", "older");
    // As every server does when it starts.
    try (var _ = calls.server().hearken().work()) {
      Eventually.holds(
          "all is read again", Duration.ofSeconds(30), () -> calls.comments("newer").size() >= 3);
    }
    assertThat(counts(calls.atRest("newer"))).isEqualTo("1 1 1");
    assertThat(calls.comments("newer").keySet()).isEqualTo(before.keySet());
    assertThat(calls.texts("newer")).containsExactly("One two", "Plain", "Plain too");
    assertThat(calls.comment("newer", "<1>")).isEqualTo(before.get(LoadCalls.hex("<1>")));
  }
}
