package dev.hearken.comment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearken.body.Elements;
import dev.hearken.http.Budget;
import dev.hearken.http.Refusal;
import dev.hearken.http.Spool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewCommentTest {
  private static Elements<NewComment> read(String body) {
    return read(body, Elements.Repeated.LAST_WINS);
  }

  private static Elements<NewComment> read(String body, Elements.Repeated repeated) {
    return read(body.getBytes(StandardCharsets.UTF_8), repeated);
  }

  private static Elements<NewComment> read(byte[] body, Elements.Repeated repeated) {
    try (var spool = Spool.of(new ByteArrayInputStream(body), new Budget(1 << 30))) {
      return NewComment.list(spool, repeated);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The second of two comments, with these fields before its id.
  private static String second(String fields) {
    return """
    {"comments": [
      {"id": "first", "timestamp": "2026-01-31T12:00:00Z", "messages": []},
      {%s, "id": "culprit"}]}
    """
        .formatted(fields);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "`timestamp`: 7 | timestamp | is 7; it must be a time such as",
        "`timestamp`: `noon` | timestamp | is 'noon'; it must be a time such as",
        "`messages`: {} | messages | is an object; it must be an array",
        "`messages`: [{}] | messages[0].body | is missing; it must be a JSON object",
        "`messages`: [{`body`: {}}] | messages[0].body.text | is missing; it must be a string",
        "`messages`: [{`body`: {`text`: null}}] | messages[0].body.text | is null",
        "`messages`: [{`body`: {`text`: `\\u0000`}}] | messages[0].body.text | U+0000",
        "`messages`: [{`body`: {`text`: ``, `text_markup`: [`\\ud800`]}}] | messages[0].body.text_markup[0] | U+D800",
        "`messages`: [{`body`: {`text`: ``, `text_markup`: {`\\u0000`: 1}}}] | messages[0].body.text_markup.\\u0000 | U+0000",
        "`messages`: [{`body`: {`text`: ``}}, {`body`: {`text`: ``}, `signature`: {`text`: `\\udc00`}}] | messages[1].signature.text | U+DC00",
        "`messages`: [{`body`: {`text`: 1, `_x`: `\\u0000`}}] | messages[0].body.text | is 1; it must be a string of at most 1,048,576",
        "`messages`: [{`body`: {`text`: ``}, `to`: [``]}] | messages[0].to[0] | 1 to 512",
        "`messages`: [{`body`: {`text`: ``}, `sent_at`: `x`}] | messages[0].sent_at | a time such as",
        "`messages`: [{`body`: {`text`: ``}, `subject`: {`text`: ``, `text_markup`: 1}}] | messages[0].subject.text_markup | known here: text, translated_from",
        "`user_properties`: {`name`: 1} | user_properties.name | called 'string:' or 'number:'",
        "`user_properties`: {`number:n`: `1`} | user_properties.number:n | is '1'; it must be a number",
        "`user_properties`: {`number:n`: 1e999} | user_properties.number:n | a double can hold",
        "`user_properties`: {`number:n`: 1e-999} | user_properties.number:n | a double can hold",
        "`user_properties`: {`string:n`: 1} | user_properties.string:n | is 1; it must be a string",
        "`attachments`: [{`name`: `n`, `content_type`: ``}] | attachments[0].size | is missing",
        "`attachments`: [{`size`: 1.5}] | attachments[0].size | is 1.5; it must be a whole number",
        "`text_format`: `html` | text_format | 'plain' or 'markdown'",
        "`mesages`: [] | mesages | known here: id, timestamp"
      })
  void aRefusalNamesThePlaceTheCommentTheValueAndWhatWouldBeRight(
      String fields, String place, String reason) {
    assertThatThrownBy(() -> read(second(fields.replace('`', '"'))))
        .isInstanceOf(Refusal.Invalid.class)
        .hasMessageContaining("'comments[1]." + place + "' of the comment 'culprit'")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource({"''", ".", "..", "a/b", "a b", "a\u00a0b", "a\u0085b"})
  void illegalIdsAreRefused(String id) {
    assertThatThrownBy(() -> read("{\"comments\": [{\"id\": \"" + id + "\"}]}"))
        .isInstanceOf(Refusal.Invalid.class)
        .hasMessageContaining("'comments[0].id'");
  }

  @Test
  void bodiesThatAreNoListOfCommentsAreRefused() {
    for (var body :
        new String[] {
          "",
          "[]",
          "{}",
          "{\"comments\": {}}",
          "{\"comments\": [1]}",
          "{\"comments\": [], \"x\": 1}",
          "{\"comments\": []} 1",
          "{\"comments\": [{\"id\": \"a\", \"id\": \"b\"}]}"
        }) {
      assertThatThrownBy(() -> read(body)).as(body).isInstanceOf(Refusal.Invalid.class);
    }
  }

  @Test
  void slicesHoldAThousandInTheOrderOfTheirKeysAndTheLastOfARepeatedId() {
    var comments = new ArrayList<String>();
    for (int i = 0; i < 2_100; i++) {
      comments.add(
          "{\"id\": \"%d\", \"timestamp\": \"2026-01-31T12:00:00Z\", \"thread_id\": \"%d\", \"messages\": []}"
              .formatted(i % 2_050, i));
    }
    var sizes = new ArrayList<Integer>();
    var found = new ArrayList<NewComment>();
    read("{\"comments\": [" + String.join(",", comments) + "]}")
        .slices(slice -> {
          sizes.add(slice.size());
          found.addAll(slice);
        });

    assertThat(sizes).containsExactly(1_000, 1_000, 50);
    assertThat(found)
        .isSortedAccordingTo((a, b) -> java.util.Arrays.compareUnsigned(a.key(), b.key()));
    assertThat(found)
        .filteredOn(each -> each.id().equals("3"))
        .extracting(NewComment::threadId)
        .containsExactly("2053");
  }

  private static String messages(String sent) {
    var found = new ArrayList<NewComment>();
    read("{\"comments\":[{\"id\":\"1\",\"timestamp\":\"2026-01-31T12:00:00Z\",\"messages\":%s}]}"
            .formatted(sent))
        .slices(found::addAll);
    return StandardCharsets.UTF_8.decode(found.getFirst().messages().duplicate()).toString();
  }

  /// Whether they are kept as they stand in the body or written anew cannot be told.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{`body`:{`text`:`Grü世/e`,`text_markup`:[1.0,-0,{`_a`:null}]},`sent_at`:`2026-01-31T12:00:00.000000+00:00`,`to`:[]}]",
        "[{`body`: {`text`:`Grü世/e`,`text_markup`:[1.0,-0,{`_a`:null}]},`sent_at`:`2026-01-31T12:00:00.000000+00:00`,`to`:[] }\n]",
        "[{`body`:{`text`:`Gr\\u00FC\\u4e16\\/e`,`text_markup`:[1.0,-0,{`_a`:null}]},`sent_at`:`2026-01-31T12:00:00.000000+00:00`,`to`:[]}]",
        "[{`_x`:[`y`],`body`:{`text`:`Grü世/e`,`_y`:1,`text_markup`:[1.0,-0,{`_a`:null}]},`sent_at`:`2026-01-31T12:00:00.000000+00:00`,`to`:[]}]",
        "[{`body`:{`text`:`Grü世/e`,`text_markup`:[1.0,-0,{`_a`:null}]},`sent_at`:`2026-01-31T13:00:00.000000+01:00`,`to`:[]}]",
        "[{`body`:{`text`:`Grü世/e`,`text_markup`:[1.0,-0,{`_a`:null}]},`sent_at`:`2026-01-31T12:00:00Z`,`to`:[]}]"
      })
  void messagesAreTheSameInAllTheirForms(String sent) {
    assertThat(messages(sent.replace('`', '"')))
        .isEqualTo(
            "[{'body':{'text':'Grü世/e','text_markup':[1.0,-0,{'_a':null}]},'sent_at':'2026-01-31T12:00:00.000000+00:00','to':[]}]"
                .replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{\"body\":{\"text\":\"#\"}}]", "[ {\"body\": {\"text\": \"#\"}}]"})
  void aTextMayHaveAMebiOfCharactersInEitherForm(String messages) {
    var longest = "ü".repeat(1 << 20);
    assertThat(messages(messages.replace("#", longest)))
        .isEqualTo("[{\"body\":{\"text\":\"" + longest + "\"}}]");
    assertThatThrownBy(() -> messages(messages.replace("#", longest + "n")))
        .isInstanceOf(Refusal.Invalid.class)
        .hasMessageContaining("'comments[0].messages[0].body.text' of the comment '1'")
        .hasMessageContaining("at most 1,048,576 characters (it has 1,048,577)");
  }

  @Test
  void halvesOfPairsThatAreBytesAreRefused() {
    var json =
        "{\"comments\":[{\"id\":\"1\",\"timestamp\":\"2026-01-31T12:00:00Z\",\"messages\":[{\"body\":{\"text\":\"a#\"}}]}]}";
    var half = json.replace("#", "\u00ed\u00a0\u0080").getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> read(half, Elements.Repeated.LAST_WINS))
        .isInstanceOf(Refusal.Invalid.class)
        .hasMessageContaining("'comments[0].messages[0].body.text' of the comment '1'")
        .hasMessageContaining("is no text in UTF-8");
  }

  @Test
  void charactersInOtherFormsThanTheirOneAreWrittenAnew() {
    var json =
        "{\"comments\":[{\"id\":\"1\",\"timestamp\":\"2026-01-31T12:00:00Z\",\"messages\":[{\"body\":{\"text\":\"#\"}}],\"user_properties\":{\"string:a\":\"#\"}}]}";
    var overlong = json.replace("#", "\u00c1\u0081").getBytes(StandardCharsets.ISO_8859_1);
    var found = new ArrayList<NewComment>();
    read(overlong, Elements.Repeated.LAST_WINS).slices(found::addAll);

    var comment = found.getFirst();
    assertThat(StandardCharsets.UTF_8.decode(comment.messages().duplicate()).toString())
        .isEqualTo("[{\"body\":{\"text\":\"A\"}}]");
    assertThat(comment.userProperties()).isEqualTo("{\"string:a\":\"A\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 1.0",
    "41, 41",
    "1e3, 1000",
    "-0.0, -0.0",
    "0e5, 0",
    "12345678901234567890, 12345678901234567890"
  })
  void numbersOfPropertiesHaveNoExponent(String sent, String stored) {
    var found = new ArrayList<NewComment>();
    read("""
    {"comments": [{"id": "1", "timestamp": "2026-01-31T12:00:00Z", "messages": [],
     "user_properties": {"number:n": %s}}]}
    """
            .formatted(sent))
        .slices(found::addAll);

    assertThat(found.getFirst().userProperties()).isEqualTo("{\"number:n\":" + stored + "}");
  }
}
