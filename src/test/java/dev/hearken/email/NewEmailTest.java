package dev.hearken.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearken.body.Elements;
import dev.hearken.http.Budget;
import dev.hearken.http.Refusal;
import dev.hearken.http.Spool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewEmailTest {
  private static final String REST = ",\"mailbox\":\"m\",\"timestamp\":\"2026-01-31T12:00:00Z\"";

  @FunctionalInterface
  private interface Use {
    void of(Elements<NewEmail> emails);
  }

  private static void read(String body, Use use) {
    var bytes = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    try (var spool = Spool.of(bytes, new Budget(1L << 30));
        var emails =
            Elements.of(
                spool,
                "emails",
                (json, begin) -> NewEmail.from(spool, json, begin),
                Elements.Repeated.LAST_WINS)) {
      use.of(emails);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String digest(String email) {
    var digest = new String[1];
    read(
        "{\"emails\":[" + email + "]}",
        emails ->
            emails.slices(
                slice -> digest[0] = HexFormat.of().formatHex(slice.getFirst().digest())));
    return digest[0];
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"id\":\"\"                             | emails[1].id                | 1 to 1,024 characters",
        "\"id\":7                                | emails[1].id                | 1 to 1,024 characters",
        "\"id\":\"a\\u0000\"                     | emails[1].id                | U+0000",
        "\"id\":\"culprit\",\"mime\":1           | emails[1].mime              | mime_content",
        "\"id\":\"culprit\",\"mailbox\":null     | emails[1].mailbox           | a string",
        "\"id\":\"culprit\",\"timestamp\":1      | emails[1].timestamp         | a time such as",
        "\"id\":\"culprit\",\"mime_content\":{}  | emails[1].mime_content      | a string",
        "\"id\":\"culprit\",\"mime_content\":\"\" | emails[1].mailbox          | is missing",
        "\"id\":\"culprit\",\"metadata\":{\"x\":1} | emails[1].metadata.x     | conversation_id",
        "\"id\":\"culprit\",\"metadata\":[]      | emails[1].metadata          | a JSON object",
        "\"id\":\"culprit\",\"metadata\":{\"size\":1.5} | emails[1].metadata.size | a whole number",
        "\"id\":\"culprit\",\"metadata\":{\"size\":18446744073709551616} | emails[1].metadata.size | a whole number",
        "\"id\":\"culprit\",\"metadata\":{\"size\":-1} | emails[1].metadata.size | a whole number",
        "\"id\":\"culprit\",\"metadata\":{\"is_read\":\"true\"} | emails[1].metadata.is_read | true or false",
        "\"id\":\"culprit\",\"metadata\":{\"folder\":\"a\"} | emails[1].metadata.folder | an array",
        "\"id\":\"culprit\",\"metadata\":{\"folder\":[1]} | emails[1].metadata.folder[0] | a string",
        "\"id\":\"culprit\",\"metadata\":{\"importance\":\"\\ud800\"} | emails[1].metadata.importance | U+D800",
        "\"id\":\"culprit\",\"attachments\":[{}] | emails[1].attachments[0].content_type | is missing",
      })
  void whatCanNeverBeRightIsRefusedByItsPlace(String fields, String place, String right) {
    var first = "{\"id\":\"first\",\"mime_content\":\"\"" + REST + "}";
    assertThatThrownBy(() -> read("{\"emails\":[" + first + ",{" + fields + "}]}", _ -> {}))
        .isInstanceOf(Refusal.Invalid.class)
        .hasMessageContaining("'" + place + "'")
        .hasMessageContaining(right);
  }

  @Test
  void halvesOfPairsInTheContentAreRefusedByPlaceAndIdWhereverTheIdStands() {
    for (var email :
        List.of(
            "{\"id\":\"culprit\",\"mime_content\":\"ab\\ud800\"" + REST + "}",
            "{\"mime_content\":\"ab\\ud800\"" + REST + ",\"id\":\"culprit\"}")) {
      assertThatThrownBy(() -> read("{\"emails\":[" + email + "]}", _ -> {}))
          .isInstanceOf(Refusal.Invalid.class)
          .hasMessage(
              "The field 'emails[0].mime_content' of the email 'culprit' holds the lone surrogate U+D800 as character 3, which cannot be stored: only U+DC80 to U+DCFF may stand there, for bytes that are no text.");
    }
  }

  @Test
  void brokenJsonInAContentIsBrokenJson() {
    for (var content : List.of("\"a\\x\"", "\"a\\u12g4\"", "\"a\nb\"", "\"a")) {
      assertThatThrownBy(() ->
              read(
                  "{\"emails\":[{\"id\":\"a\",\"mime_content\":" + content + REST + "}]}", _ -> {}))
          .isInstanceOf(Refusal.Invalid.class)
          .hasMessageStartingWith("The body is no valid JSON");
    }
  }

  @Test
  void theDigestIsThatOfTheMeaning() {
    var plain = "{\"id\":\"a\",\"mime_content\":\"\u00e4\\n\"" + REST + "}";
    assertThat(digest("{\"mime_content\":\"\\u00e4\\u000a\",\"id\":\"b\"" + REST + "}"))
        .isEqualTo(digest(plain));
    var more = "{\"id\":\"a\",\"mime_content\":\"\"" + REST + ",\"metadata\":";
    assertThat(digest(more + "{\"size\":1,\"folder\":[\"a\"]}}"))
        .isEqualTo(digest(more + "{\"folder\":[\"a\"],\"size\":1}}"))
        .isNotEqualTo(digest(more + "{\"folder\":[\"b\"],\"size\":1}}"));
    assertThat(digest(more + "null}")).isNotEqualTo(digest(plain));
  }

  @Test
  void smallAndLargeContentsOfALargeBodyAreReadAgainInTheOrderOfTheirKeys() {
    var body = new StringBuilder("{\"emails\":[");
    for (int i = 0; i < 40; i++) {
      body.append(i == 0 ? "" : ",")
          .append("{\"id\":\"%d\",\"mime_content\":\"".formatted(i))
          .append("%02d".formatted(i).repeat(i == 7 ? 5 << 20 : 1 << 18))
          .append("\"")
          .append(REST)
          .append("}");
    }
    var seen = new ArrayList<String>();
    read(
        body.append("]}").toString(),
        emails ->
            emails.slices(slice -> {
              for (var email : slice) {
                var content = new ByteArrayOutputStream();
                email.content().pieces(content::writeBytes);
                int number = Integer.parseInt(email.id());
                assertThat(content.size())
                    .isEqualTo((int) email.content().size())
                    .isEqualTo(2 * (number == 7 ? 5 << 20 : 1 << 18));
                assertThat(
                        content
                            .toString(StandardCharsets.UTF_8)
                            .replace("%02d".formatted(number), ""))
                    .isEmpty();
                seen.add(email.id());
              }
            }));
    assertThat(seen).hasSize(40).doesNotHaveDuplicates();
  }
}
