package dev.hearken.thread;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hearken.comment.CommentCalls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Threads, and what is said of them.
@Tag("database")
class ThreadsTest {
  private static CommentCalls calls;

  @BeforeAll
  static void start() {
    calls = new CommentCalls();
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  private static String comment(String id, int minute, @Nullable String thread, String more) {
    return """
    {"id": "%s", "timestamp": "2026-01-31T12:%02d:00Z", "thread_id": %s,
      "messages": [{%s "body": {"text": "x"}}]}
    """
        .formatted(id, minute, thread == null ? null : "\"" + thread + "\"", more);
  }

  private static JsonNode properties(String source) {
    var found = JsonNodeFactory.instance.objectNode();
    calls
        .server()
        .admin()
        .get(CommentCalls.PRIVATE + source + "/comments?include_thread_properties=true")
        .json()
        .get("comments")
        .forEach(each -> found.set(each.get("id").asText(), each.get("thread_properties")));
    return found;
  }

  @Test
  void propertiesOfAThreadAreComputedOverAllOfIt() {
    calls.source("properties");
    calls.sync(
        "properties",
        comment("a", 0, "t", "\"from\": \"Ann <ann@example.com>\", \"to\": [\"bob@example.com\"],"),
        comment("b", 2, "t", "\"from\": \"ANN@example.com\", \"cc\": [\"Eve <eve@example.com>\"],"),
        comment("c", 5, "t", "\"from\": \"Bob <bob@example.com>\","),
        comment("d", 1, "other", ""),
        comment("e", 1, null, ""));

    var found = properties("properties");

    assertThat(found.get("a").toString())
        .isEqualTo(
            """
            {"num_messages":3,"num_participants":3,"duration":300.0,"response_time":300.0,\
            "first_sender":"Ann <ann@example.com>","thread_position":0}\
            """);
    assertThat(found.get("c").get("thread_position").asInt()).isEqualTo(2);
    assertThat(found.get("d").toString())
        .isEqualTo(
            """
            {"num_messages":1,"num_participants":0,"duration":0.0,"response_time":null,\
            "first_sender":null,"thread_position":0}\
            """);
    assertThat(found.get("e").isNull()).isTrue();
    assertThat(
            calls.server().admin().get(CommentCalls.PRIVATE + "properties/comments").whole().body())
        .doesNotContain("thread_properties");
  }

  @Test
  void threadsStandInTheOrderInWhichTheyBeginThenOfTheirIds() {
    calls.source("order");
    calls.sync(
        "order",
        comment("1", 5, "late", ""),
        comment("2", 1, "b", ""),
        comment("3", 1, "a", ""),
        comment("4", 9, "a", ""),
        comment("5", 0, null, ""),
        comment("6", 1, "a", ""));

    var threads =
        calls.server().admin().get(CommentCalls.IN_DEFAULT + "order/threads").json().get("threads");

    assertThat(threads.findValuesAsText("thread_id")).containsExactly("a", "b", "late");
    assertThat(threads.get(0).get("comments").size()).isEqualTo(3);
    assertThat(threads.get(0).get("comments").get(2).asText()).isEqualTo("4");
  }

  @Test
  void pagesHoldWhileThreadsGrowComeAndGo() {
    calls.source("pages");
    var random = new Random(7);
    var expected = new LinkedHashMap<String, List<String>>();
    var sent = new ArrayList<String>();
    for (int i = 0; i < 60; i++) {
      var thread = "t%02d".formatted(i / 3);
      expected.computeIfAbsent(thread, _ -> new ArrayList<>()).add("c" + i);
      sent.add(comment("c" + i, i / 3 + i % 3, thread, ""));
    }
    Collections.shuffle(sent, random);
    calls.sync("pages", sent.toArray(String[]::new));

    var seen = new ArrayList<String>();
    var after = "";
    do {
      var page =
          calls
              .server()
              .admin()
              .get(CommentCalls.IN_DEFAULT + "pages/threads?limit=4" + after)
              .json();
      page.get("threads").forEach(each -> seen.add(each.get("thread_id").asText()));
      after = page.has("continuation") ? "&after=" + page.get("continuation").asText() : "";
      // A comment of the last one goes, and a thread before it comes: neither moves what follows.
      calls
          .server()
          .admin()
          .delete(CommentCalls.IN_DEFAULT + "pages/comments?id=c" + (seen.size() * 3 - 1));
      calls.sync("pages", comment("early" + seen.size(), 0, "new" + seen.size(), ""));
    } while (!after.isEmpty());

    assertThat(seen).doesNotHaveDuplicates().containsAll(expected.keySet());
  }

  @Test
  void whatIsSaidOfThreadsCostsOneStatementHoweverLargeThePageIs() {
    calls.source("cost");
    var text = "y".repeat(50_000);
    var sent = new ArrayList<String>();
    for (int i = 0; i < 60; i++) {
      sent.add(comment("c" + i, i, "t" + i % 7, "").replace("\"x\"", "\"" + text + "\""));
    }
    calls.sync("cost", sent.toArray(String[]::new));
    var list = CommentCalls.PRIVATE + "cost/comments?limit=60";

    long before = calls.server().database().statements();
    calls.server().admin().get(list);
    long between = calls.server().database().statements();
    var page = calls.server().admin().get(list + "&include_thread_properties=true").json();
    long after = calls.server().database().statements();

    assertThat(after - between).isLessThanOrEqualTo(between - before + 2);
    for (int i = 0; i < 60; i++) {
      var properties = page.get("comments").get(i).get("thread_properties");
      assertThat(properties.get("thread_position").asInt()).isEqualTo(i / 7);
      assertThat(properties.get("num_messages").asInt()).isEqualTo(i % 7 < 4 ? 9 : 8);
    }
  }

  @Test
  void aThreadTooLargeForAPageGoesOnOnTheNext() {
    calls.source("endless");
    var tail = "x".repeat(1_000);
    var expected = new ArrayList<String>();
    var sent = new ArrayList<String>();
    sent.add(comment("head", 0, "first", ""));
    for (int i = 0; i < 4_000; i++) {
      expected.add("e%04d".formatted(i) + tail);
      sent.add(comment(expected.getLast(), 1 + i / 100, "endless", ""));
    }
    sent.add(comment("tail", 59, "last", ""));
    calls.sync("endless", sent.toArray(String[]::new));

    var seen = new ArrayList<String>();
    var order = new ArrayList<String>();
    int pages = 0;
    var after = "";
    do {
      var answer = calls.server().admin().get(CommentCalls.IN_DEFAULT + "endless/threads" + after);
      assertThat(answer.whole().body().length()).isLessThan(2 << 20);
      for (var thread : answer.json().get("threads")) {
        order.add(thread.get("thread_id").asText());
        thread.get("comments").forEach(each -> seen.add(each.asText()));
      }
      // What comes behind a page that ended inside of the thread is part of what is to come.
      if (pages++ == 0) {
        calls.sync("endless", comment("late", 58, "endless", ""));
        expected.add("late");
      }
      var page = answer.json();
      after = page.has("continuation") ? "?after=" + page.get("continuation").asText() : "";
    } while (!after.isEmpty());

    assertThat(pages).isGreaterThan(3);
    assertThat(order.stream().distinct()).containsExactly("first", "endless", "last");
    assertThat(seen).doesNotHaveDuplicates().hasSize(expected.size() + 2).containsAll(expected);
  }

  @Test
  void whatIsNoPageIsRefused() {
    calls.source("refused");
    var threads = CommentCalls.IN_DEFAULT + "refused/threads";
    assertThat(calls.server().admin().get(threads + "?limit=0").status()).isEqualTo(400);
    assertThat(calls.server().admin().get(threads + "?after=x").status()).isEqualTo(400);
    assertThat(calls.server().admin().get(threads + "?limit=999").status()).isEqualTo(200);
  }
}
