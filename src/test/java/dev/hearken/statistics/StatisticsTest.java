package dev.hearken.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.TestServer.Client;
import dev.hearken.comment.CommentCalls;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `POST …/statistics` with the filters of wire contract 2.2.10.
@Tag("database")
class StatisticsTest {
  private static CommentCalls calls;
  private static String id = "";

  @BeforeAll
  static void start() {
    calls = new CommentCalls();
    id = calls.source("mail");
    calls.sync(
        "mail",
        comment(
            1,
            "\"Ann <Ann@Example.com>\"",
            "[\"bob@other.org\"]",
            "\"string:Team\": \"x\", \"number:Score\": 1"),
        comment(
            2,
            "\"bob@other.org\"",
            "[\"Ann <ann@example.com>\", \"eve@third.net\"]",
            "\"string:Team\": \"y\", \"number:Score\": 2.5"),
        comment(3, "null", "null", "\"number:Score\": 1.0, \"string:Mail\": \"A <a@Example.com>\""),
        comment(4, "\"eve@third.net\"", "[]", "\"string:Secret\": \"s\", \"number:Secret\": 7"));
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  private static String comment(int day, String from, String to, String properties) {
    return """
    {"id": "c%d", "timestamp": "2026-01-%02dT00:00:00Z", "user_properties": {%s},
      "messages": [{"from": %s, "to": %s, "body": {"text": "x"}}]}
    """
        .formatted(day, day, properties, from, to);
  }

  private static String count(Client client, String filter) {
    var answer =
        client.post(
            CommentCalls.IN_DEFAULT + "mail/statistics",
            "{\"comment_filter\": " + filter.replace("ID", id) + "}");
    return answer.status() == 200
        ? answer.json().at("/statistics/num_comments").asText()
        : answer.message();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4 | {}",
        "4 | {'timestamp': {}, 'messages': {}, 'user_properties': {}, 'reviewed': null}",
        "3 | {'timestamp': {'minimum': '2026-01-02T00:00:00Z'}}",
        "2 | {'timestamp': {'minimum': '2026-01-02T00:00:00Z', 'maximum': '2026-01-03T01:00:00+01:00'}}",
        "4 | {'reviewed': 'only_unreviewed'}",
        "0 | {'reviewed': 'only_reviewed'}",
        "4 | {'sources': ['ID', '0123456789abcdef']}",
        "0 | {'sources': ['0123456789abcdef']}",
        "4 | {'sources': []}",
        "1 | {'user_properties': {'string:Team': {'one_of': ['x', 'z']}}}",
        "3 | {'user_properties': {'string:Team': {'not_one_of': ['x', 'z']}}}",
        "4 | {'user_properties': {'string:Team': {'one_of': []}}}",
        "2 | {'user_properties': {'number:Score': {'one_of': [1]}}}",
        "1 | {'user_properties': {'number:Score': {'minimum': 1.5}}}",
        "2 | {'user_properties': {'number:Score': {'minimum': 1, 'maximum': 1.0}}}",
        "0 | {'user_properties': {'number:Score': {'one_of': ['1']}}}",
        "1 | {'user_properties': {'string:Mail': {'domain_one_of': ['EXAMPLE.com']}}}",
        "3 | {'user_properties': {'string:Mail': {'domain_not_one_of': ['example.com']}}}",
        "1 | {'messages': {'from': {'one_of': ['ANN@example.com']}}}",
        "3 | {'messages': {'from': {'not_one_of': ['ann@example.com']}}}",
        "1 | {'messages': {'to': {'domain_one_of': ['third.net']}}}",
        "2 | {'messages': {'recipient': {'domain_one_of': ['third.net', 'other.org']}}}",
        "0 | {'messages': {'cc': {'one_of': ['bob@other.org']}}}",
        "1 | {'messages': {'from': {'one_of': ['bob@other.org']}}, 'user_properties': {'string:Team': {'one_of': ['y']}}}",
        "0 | {'messages': {'from': {'one_of': ['bob@other.org']}}, 'user_properties': {'string:Team': {'one_of': ['x']}}}",
      })
  void everyPartOfAFilterCounts(String expected, String filter) {
    assertThat(count(calls.server().admin(), filter.replace('\'', '"'))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'labels': []} | comment_filter.labels' needs a dataset",
        "{'entities': {}} | comment_filter.entities' needs a dataset",
        "{'other': {}} | comment_filter.other'",
        "{'user_properties': {'Team': {}}} | entry 'Team'",
        "{'user_properties': {'string:Team': {'like': 'x'}}} | comment_filter.user_properties.string:Team.like'",
        "{'user_properties': {'string:Team': {'one_of': 'x'}}} | an array of strings or numbers",
        "{'messages': {'from': {'minimum': 1}}} | comment_filter.messages.from.minimum'",
        "{'timestamp': {'minimum': 'yesterday'}} | must be a time such as",
        "{'reviewed': 'yes'} | only_reviewed, only_unreviewed",
      })
  void whatCannotBeMeantIsRefusedByName(String filter, String message) {
    assertThat(count(calls.server().admin(), filter.replace('\'', '"'))).contains(message);
  }

  @Test
  void whatIsHiddenIsAsIfItWereNotThere() {
    var blind = calls.server().user("counting", Map.of("DefaultProject", List.of("sources-read")));
    for (var rule :
        List.of(
            "{\"one_of\": [\"s\"]}",
            "{\"not_one_of\": [\"s\"]}",
            "{\"one_of\": [7]}",
            "{\"minimum\": 1}",
            "{\"maximum\": 1}")) {
      for (var type : List.of("string:", "number:")) {
        var hidden = "{\"user_properties\": {\"" + type + "Secret\": " + rule + "}}";
        var absent = "{\"user_properties\": {\"" + type + "Never\": " + rule + "}}";
        assertThat(count(blind, hidden)).as(hidden).isEqualTo(count(blind, absent));
      }
    }
    assertThat(
            count(
                calls.server().admin(),
                "{\"user_properties\": {\"string:Secret\": {\"one_of\": [\"s\"]}}}"))
        .isEqualTo("1");
  }

  @Test
  void messagesNestedDeeplyAreFilteredToo() {
    calls.source("deep");
    var markup = "[{\"children\":".repeat(1_900) + "[]" + "}]".repeat(1_900);
    var sent =
        """
        {"id": "deep", "timestamp": "2026-01-31T12:00:00Z", "messages": [{"from": "a@b.example",
          "body": {"text": "x", "text_markup": %s}}]}
        """
            .formatted(markup);
    assertThat(calls.sync("deep", sent).status()).isEqualTo(200);
    var answer =
        calls
            .server()
            .admin()
            .post(
                CommentCalls.IN_DEFAULT + "deep/statistics",
                "{\"comment_filter\": {\"messages\": {\"from\": {\"one_of\": [\"a@b.example\"]}}}}");
    assertThat(answer.json().at("/statistics/num_comments").asInt()).isEqualTo(1);
  }
}
