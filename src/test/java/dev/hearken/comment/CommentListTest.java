package dev.hearken.comment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Comments page after page.
@Tag("database")
class CommentListTest {
  /// Longer than what a page is read with at once.
  private static final String LONG = "y".repeat(40_000);

  private static CommentCalls calls;

  @BeforeAll
  static void start() {
    calls = new CommentCalls();
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  @Test
  void pagesHoldWhileRowsComeAndGo() {
    calls.source("pages");
    IntStream.range(0, 40)
        .forEach(i ->
            calls.sync(
                "pages", calls.comment("p" + i, "").replace("12:00", "12:%02d".formatted(i / 4))));
    var seen = new ArrayList<String>();
    var after = "";
    do {
      var page =
          calls
              .server()
              .admin()
              .get(
                  CommentCalls.PRIVATE
                      + "pages/comments?limit=7&to_timestamp=2026-01-31T12%3A08%3A00Z"
                      + after);
      page.json().get("comments").forEach(each -> seen.add(each.get("id").asText()));
      var continuation = page.json().path("continuation").asText();
      after = continuation.isEmpty() ? "" : "&after=" + continuation;
      var last = seen.getLast();
      assertThat(
              calls
                  .server()
                  .admin()
                  .delete(CommentCalls.IN_DEFAULT + "pages/comments?id=" + last)
                  .status())
          .isEqualTo(200);
      calls.sync("pages", calls.comment("early" + seen.size(), "").replace("12:00", "11:00"));
    } while (!after.isEmpty());

    assertThat(seen).doesNotHaveDuplicates().hasSize(36);
    assertThat(
            calls
                .server()
                .admin()
                .get(
                    CommentCalls.PRIVATE
                        + "pages/comments?limit=999&from_timestamp=2026-01-31T12:09:00Z")
                .json()
                .get("comments"))
        .hasSize(4);
    assertThat(calls.server().admin().get(CommentCalls.PRIVATE + "pages/comments?limit=0").status())
        .isEqualTo(400);
    assertThat(calls.server().admin().get(CommentCalls.PRIVATE + "pages/comments?after=x").status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ascending", "descending"})
  void whatIsThereAllAlongIsSeenOnceWhateverHappensAround(String direction) {
    var source = "around-" + direction;
    calls.source(source);
    var random = new Random(5);
    var staying = new ArrayList<String>();
    var going = new ArrayList<String>();
    for (int i = 0; i < 120; i++) {
      (i % 3 == 0 ? going : staying).add("c" + i);
    }
    Stream.concat(staying.stream(), going.stream()).forEach(id -> calls.sync(source, at(id, 0)));

    var seen = new ArrayList<String>();
    var after = "";
    for (int round = 1; round == 1 || !after.isEmpty(); round++) {
      var path = CommentCalls.PRIVATE + source + "/comments?limit=7&direction=" + direction;
      var page = calls.server().admin().get(path + after).json();
      page.get("comments").forEach(each -> seen.add(each.get("id").asText()));
      after = page.has("continuation") ? "&after=" + page.get("continuation").asText() : "";
      // Some go, some come, some move in time, and any of those that stay says something new.
      var gone = going.remove(random.nextInt(going.size()));
      var deleted =
          calls.server().admin().delete(CommentCalls.IN_DEFAULT + source + "/comments?id=" + gone);
      assertThat(deleted.status()).isEqualTo(200);
      calls.sync(source, at("new" + round, 0));
      calls.sync(source, at(going.get(random.nextInt(going.size())), 1 + random.nextInt(9)));
      var updated = staying.get(random.nextInt(staying.size()));
      var counts = calls.sync(source, at(updated, 0).replace("\"x\"", "\"" + round + "\""));
      assertThat(counts.json().get("updated").asInt()).isOne();
    }

    assertThat(seen.stream().filter(staying::contains))
        .containsExactlyInAnyOrderElementsOf(staying);
  }

  /// A comment whose time follows from its id, moved by so many hours.
  private static String at(String id, int hours) {
    int minute = Math.floorMod(id.hashCode(), 20);
    return calls.comment(id, "").replace("12:00", "%02d:%02d".formatted((12 + hours) % 24, minute));
  }

  @Test
  void pagesGoBothWaysAndRememberWhichAndHowFar() {
    calls.source("ways");
    for (int i = 0; i < 10; i++) {
      calls.sync("ways", calls.comment("w" + i, "").replace("12:00", "12:0" + i / 2));
    }
    var list = CommentCalls.PRIVATE + "ways/comments?limit=3&from_timestamp=2026-01-31T12:01:00Z";
    var up = ids(list);
    var down = ids(list + "&direction=descending");

    assertThat(up).hasSize(8);
    assertThat(down).isEqualTo(up.reversed());
    var refused = calls.server().admin().get(list + "&direction=sideways");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.message()).contains("'sideways'", "ascending or descending");
  }

  /// The ids of all pages, of which only the first is told where it begins and which way it goes.
  private static List<String> ids(String first) {
    var ids = new ArrayList<String>();
    var path = first;
    while (!path.isEmpty()) {
      var page = calls.server().admin().get(path).json();
      page.get("comments").forEach(each -> ids.add(each.get("id").asText()));
      path =
          page.has("continuation")
              ? CommentCalls.PRIVATE
                  + "ways/comments?limit=3&after="
                  + page.get("continuation").asText()
              : "";
    }
    return ids;
  }

  @Test
  void aPageEndsAt16MiBOfAllThatIsShown() {
    calls.source("large");
    var text = "x".repeat(900_000);
    for (int i = 0; i < 24; i++) {
      var part =
          i % 2 == 0 ? "\"string:Open\": \"" + text + "\"" : "\"string:Secret\": \"" + text + "\"";
      calls.sync(
          "large", calls.comment("l%02d".formatted(i), ",\"user_properties\": {" + part + "}"));
    }
    var list = CommentCalls.PRIVATE + "large/comments?limit=256";
    var blind =
        calls.server().user("large-blind", Map.of("DefaultProject", List.of("sources-read")));

    var page = calls.server().admin().get(list + "&include_thread_properties=true").json();
    var hidden = blind.get(list).json();

    assertThat(page.get("comments")).hasSize(18);
    assertThat(hidden.get("comments")).hasSize(24);
    assertThat(hidden.has("continuation")).isFalse();
    var rest =
        calls.server().admin().get(list + "&after=" + page.get("continuation").asText()).json();
    assertThat(rest.get("comments")).hasSize(6);
    assertThat(rest.has("continuation")).isFalse();
  }

  @Test
  void aSingleCommentMayBeLargerThanAnyPage() {
    calls.source("huge");
    var message = "{\"body\": {\"text\": \"" + "z".repeat(1_000_000) + "\"}}";
    var messages = "[" + String.join(",", Collections.nCopies(18, message)) + "]";
    var huge = calls.comment("h1", "").replaceFirst("\\[.*\\]", messages);
    calls.sync("huge", calls.comment("h0", ""), huge, calls.comment("h2", ""));

    var sizes = new ArrayList<Integer>();
    var after = "";
    do {
      var page =
          calls.server().admin().get(CommentCalls.PRIVATE + "huge/comments?limit=1" + after).json();
      sizes.add(page.at("/comments/0/messages").size());
      after = page.has("continuation") ? "&after=" + page.get("continuation").asText() : "";
    } while (!after.isEmpty());

    assertThat(sizes).containsExactlyInAnyOrder(1, 18, 1);
  }

  @Test
  void aPageIsOneStatement() {
    calls.source("counted");
    calls.sync("counted", calls.comment("c0", ""), calls.comment("c1", ""));
    var list = CommentCalls.PRIVATE + "counted/comments";
    var reader =
        calls.server().user("counted-reader", Map.of("DefaultProject", List.of("sources-read")));

    assertThat(statementsOf(calls.server().admin(), list, 2)).isEqualTo(1);
    assertThat(statementsOf(reader, list, 2)).isEqualTo(1);
    assertThat(statementsOf(reader, list + "?include_thread_properties=true", 2)).isEqualTo(2);
    calls.sync("counted", calls.comment("c2", "").replace("\"x\"", "\"" + LONG + "\""));
    assertThat(statementsOf(reader, list, 3)).isEqualTo(2);
  }

  /// Then it has more bytes than memory that is used again.
  @Test
  void idsMayBeMostOfAPage() {
    calls.source("named");
    var thread = ",\"thread_id\":\"" + "\\u0001".repeat(1_024) + "\"";
    var ids = IntStream.range(0, 256).mapToObj(i -> "\"".repeat(1_020) + (1_000 + i)).toList();
    var comments =
        ids.stream()
            .map(id -> calls.comment(id.replace("\"", "\\\""), thread))
            .toArray(String[]::new);
    assertThat(calls.counts(calls.sync("named", comments))).isEqualTo("256 0 0 0 0");

    var page = calls.server().admin().get(CommentCalls.PRIVATE + "named/comments?limit=256");

    assertThat(page.whole().body()).hasSizeGreaterThan(2 << 20);
    assertThat(page.json().get("comments").findValuesAsText("id"))
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  private static long statementsOf(TestServer.Client client, String list, int comments) {
    long before = calls.server().database().statements();
    assertThat(client.get(list).json().get("comments")).hasSize(comments);
    return calls.server().database().statements() - before;
  }

  /// It is one for a table of a single comment, which would rather be read whole and sorted.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPlanThatIsKeptReadsNoMoreThanThePage(boolean descending) {
    var page =
        """
        SELECT comment_page(id, false, '{}', %s, now(), '', %s, 10, 1000)
        FROM source
        WHERE name = 'grown'
        """
            .formatted(descending, descending ? "'-infinity'" : "'infinity'");
    try (var fresh = new CommentCalls()) {
      fresh.source("grown");
      fresh.sync("grown", fresh.comment("first", ""));

      var read =
          fresh
              .server()
              .sql()
              .inTransaction(handle -> {
                handle.execute("ANALYZE comment");
                handle.createQuery(page).mapTo(byte[].class).findOne();
                handle.execute(
                    """
                    INSERT INTO comment (source_id, key, id, ts, messages, properties,
                      content_digest, messages_digest, created, updated)
                    SELECT id, decode(lpad(to_hex(n), 32, '0'), 'hex'), 'n' || n,
                      now() + (n - 2500) * interval '1 s', '[]', '{}', '', '', now(), now()
                    FROM source, generate_series(1, 5000) n
                    WHERE name = 'grown'
                    """);
                long before = rowsRead(handle);
                assertThat(handle.createQuery(page).mapTo(byte[].class).findOne()).isPresent();
                return rowsRead(handle) - before;
              });

      assertThat(read).isEqualTo(11);
    }
  }

  private static long rowsRead(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT seq_tup_read + idx_tup_fetch
            FROM pg_stat_xact_user_tables
            WHERE relname = 'comment'
            """)
        .mapTo(Long.class)
        .one();
  }
}
