package dev.hearken.loading;

import static dev.hearken.loading.LoadCalls.mail;
import static dev.hearken.loading.LoadCalls.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.database.Id;
import dev.hearken.loading.MailThreads.Said;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Mails hang together the same way whichever came first.
@Tag("database")
class MailThreadsTest {
  private static final List<List<Integer>> ORDERS =
      List.of(
          List.of(0, 1, 2),
          List.of(0, 2, 1),
          List.of(1, 0, 2),
          List.of(1, 2, 0),
          List.of(2, 0, 1),
          List.of(2, 1, 0));

  private static LoadCalls calls;
  private static int number;

  @BeforeAll
  static void start() {
    calls = new LoadCalls();
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  /// The threads of these mails, put in every order, each loaded before the next is put, and of all
  /// at once in sources that come later.
  private static Set<String> threads(List<Map<String, Object>> mails) {
    var names = new ArrayList<String>();
    var sources = new ArrayList<String>();
    for (var _ : ORDERS) {
      names.add("threads-" + number++);
      calls.source(names.getLast(), calls.bucket(names.getLast()));
    }
    for (int step = 0; step < mails.size(); step++) {
      for (int i = 0; i < ORDERS.size(); i++) {
        calls.put(names.get(i), mails.get(ORDERS.get(i).get(step)));
      }
      names.forEach(calls::atRest);
    }
    for (var name : names) {
      sources.add(name);
      sources.add(name + "-late");
      calls.source(name + "-late", calls.bucket(name));
    }
    var threads = new HashSet<String>();
    for (var source : sources) {
      calls.atRest(source);
      var comments = calls.comments(source).values();
      assertThat(comments).hasSize(mails.size());
      comments.forEach(each -> threads.add(each.path("thread_id").asText()));
    }
    return threads;
  }

  private static List<Map<String, Object>> chain(String headerOfTheFirst) {
    return List.of(
        mail("a", "Message-ID: <a>\r\n" + headerOfTheFirst, "a"),
        mail("b", "Message-ID: <b>\r\nIn-Reply-To: <a>\r\n", "b"),
        mail("c", "Message-ID: <c>\r\nIn-Reply-To: <b>\r\n", "c"));
  }

  @Test
  void answersToAnswersAreInTheThreadOfTheFirst() {
    assertThat(threads(chain(""))).containsExactly("<a>");
  }

  @Test
  void theFirstReferenceNamesTheThreadOfTheMailAndOfItsAnswers() {
    assertThat(threads(chain("References: <r> <s>\r\n"))).containsExactly("<r>");
  }

  @Test
  void aConversationOfTheMetadataNamesTheThreadBeforeAnythingElse() {
    var mails = chain("References: <r>\r\n");
    mails.getFirst().put("metadata", Map.of("conversation_id", "conversation"));
    assertThat(threads(mails)).containsExactly("conversation");
  }

  @Test
  void whoAnswersAMailThatIsNotThereIsInItsThread() {
    var name = "alone";
    calls.source(name, calls.bucket(name));
    calls.put(name, mail("b", "Message-ID: <b>\r\nIn-Reply-To: <a>\r\n", ""));
    calls.atRest(name);
    assertThat(calls.comment(name, "<b>").get("thread_id").asText()).isEqualTo("<a>");
  }

  @Test
  void mailsThatAnswerEachOtherAreOneThread() {
    var circle =
        List.of(
            mail("a", "Message-ID: <a>\r\nIn-Reply-To: <c>\r\n", "a"),
            mail("b", "Message-ID: <b>\r\nIn-Reply-To: <a>\r\n", "b"),
            mail("c", "Message-ID: <c>\r\nIn-Reply-To: <b>\r\n", "c"));
    assertThat(threads(circle)).containsExactly("<a>");
  }

  @Test
  void whatIsPutAgainTakesItsAnswersAlong() {
    var bucket = calls.bucket("moved");
    calls.source("moved", bucket);
    for (var mail : chain("")) {
      calls.put("moved", mail);
    }
    calls.atRest("moved");
    calls.put("moved", chain("References: <elsewhere>\r\n").getFirst());
    calls.atRest("moved");
    assertThat(
            calls.comments("moved").values().stream()
                .map((JsonNode each) -> each.get("thread_id").asText()))
        .containsOnly("<elsewhere>");
    assertThat(ok(calls.server().admin().get(LoadCalls.SOURCES + "moved/threads")).get("threads"))
        .hasSize(1);
  }

  @Test
  void whatAMailSaidUnderAnotherIdIsForgottenThoughWhatItSaysNowIsKnown() {
    var then = said("<then>", 7, "there");
    var now = said("<now>", 9, "elsewhere");
    calls
        .server()
        .database()
        .transaction(handle -> {
          var threads = new MailThreads(handle, new Id(Long.MAX_VALUE));
          assertThat(threads.remember(List.of(now))).containsExactly(now.key());
          assertThat(threads.remember(List.of(then))).containsExactly(then.key());
          assertThat(threads.remember(List.of(now))).containsExactly(then.key());
          assertThat(threads.of(List.of(then, now)))
              .containsExactly(Map.entry(now.key(), "elsewhere"));
          return true;
        });
  }

  private static Said said(String id, long put, String thread) {
    return new Said(bytes(id), bytes("mail"), put, id, thread, null, null);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
