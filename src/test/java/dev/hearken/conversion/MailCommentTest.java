package dev.hearken.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.http.Json;
import dev.hearken.mime.MailParser;
import dev.hearken.mime.RawMail;
import dev.hearken.recipe.Recipes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MailCommentTest {
  private static final int LONGEST = 1_048_576;

  private static MailComment made(String mail) {
    var parsed =
        MailParser.parse(
            RawMail.sent(mail.getBytes(StandardCharsets.UTF_8)),
            Instant.parse("2026-01-31T12:00:00Z"));
    var id = parsed.messageId().isEmpty() ? "own" : parsed.messageId();
    return MailComment.of(
        parsed,
        new Beside(MailComment.commentId(id), id, "", Map.of(), Set.of(), null),
        Recipes.STANDARD.of(null));
  }

  private static String text(MailComment made) {
    return Json.stored(made.comment().messages()).at("/0/body/text").asText();
  }

  @Test
  void anIdIsTheHexOfItsBytesOrOfTheirDigestWhenTheyAreMany() {
    assertThat(MailComment.commentId("<ä@x>")).isEqualTo("3cc3a440783e");
    assertThat(MailComment.commentId("x".repeat(512))).isEqualTo("78".repeat(512));
    assertThat(MailComment.commentId("x".repeat(513))).hasSize(64);
  }

  @Test
  void longTextsAreCutAtTheEndOfALineAndSaySo() {
    var line = "x".repeat(99) + "\n";
    var made = made("Subject: s\n\n" + line.repeat(LONGEST / 100 + 1));
    assertThat(text(made)).hasSize(LONGEST / 100 * 100 - 1);
    assertThat(Json.stored(made.comment().userProperties()).get("number:Cut Characters").asInt())
        .isEqualTo(100);
  }

  @Test
  void aLongLineIsCutWithinAndNoCharacterIsCutInTwo() {
    var made = made("Subject: s\n\n" + "😀".repeat(LONGEST + 1));
    assertThat(text(made).codePointCount(0, text(made).length())).isEqualTo(LONGEST);
    assertThat(Json.stored(made.comment().userProperties()).get("number:Cut Characters").asInt())
        .isEqualTo(1);
  }

  @Test
  void aTextThatJustFitsIsWhole() {
    var made = made("Subject: s\n\n" + "y".repeat(LONGEST));
    assertThat(text(made)).hasSize(LONGEST);
    assertThat(made.comment().userProperties()).isEqualTo("{}");
  }

  @Test
  void domainsAreDistinctAndSorted() {
    var made = made("From: A <a@S.example>\nTo: b@z.example, c@Y.example\nCc: d@y.example\n\nx");
    assertThat(made.comment().userProperties())
        .isEqualTo(
            "{\"string:Sender Domain\":\"s.example\",\"string:Recipient Domain\":\"y.example,z.example\"}");
  }

  @Test
  void theThreadIsTheFirstReferenceOrFollowsTheMailThatIsAnsweredOrIsItsOwn() {
    var referring = made("Message-ID: <1>\nReferences: <r> <s>\nIn-Reply-To: <s>\n\nx");
    assertThat(referring.thread()).isEqualTo("<r>");
    assertThat(referring.answers()).isNull();
    var answering = made("Message-ID: <1>\nIn-Reply-To: <s>\n\nx");
    assertThat(answering.thread()).isNull();
    assertThat(answering.answers()).isEqualTo("<s>");
    assertThat(made("Message-ID: <1>\n\nx").thread()).isEqualTo("<1>");
    assertThat(made("Subject: s\n\nx").thread()).isEqualTo("own");
  }
}
