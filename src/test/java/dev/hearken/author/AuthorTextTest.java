package dev.hearken.author;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.clean.Cleaned;
import dev.hearken.clean.Rule;
import dev.hearken.mime.MailParser;
import dev.hearken.mime.RawMail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorTextTest {
  private static Cleaned html(String html) {
    var mail =
        "From: Jane Roe <jane@example.com>\nContent-Type: text/html; charset=UTF-8\n\n" + html;
    return AuthorText.of(
        MailParser.parse(RawMail.sent(mail.getBytes(StandardCharsets.UTF_8)), Instant.EPOCH));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Gmail
        "<div>Yes.</div><div class=gmail_quote><div class=gmail_attr>Xx 4 zz Sam yyy</div>"
            + "<blockquote class=gmail_quote>Is it?<br>Sam</blockquote></div>",
        // Apple Mail, a phone
        "<div>Yes.</div><blockquote type=cite><div>Is it?</div><div>Sam</div></blockquote>",
        // Thunderbird
        "<p>Yes.</p><div class=moz-cite-prefix>Xx 4 zz Sam yyy</div><blockquote cite='mid:1@x'>"
            + "Is it?</blockquote>",
        // Yahoo
        "<div>Yes.</div><div class='ydp1 yahoo_quoted'><div>Xx 4 zz</div><div>Is it?</div></div>",
        // Outlook on the web, in a language that nobody knows
        "<div>Yes.</div><hr><div id=divRplyFwdMsg><b>Xxx:</b> Sam<br><b>Yyy:</b> 4/3/24<br></div>"
            + "<div>Is it?</div><div>Sam</div>",
        // Outlook
        "<p>Yes.</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>Xxx:</b> Sam<br>"
            + "<b>Yyy:</b> 4/3/24<br><b>Zzz:</b> Jane<br></p></div><p>Is it?</p>",
        // Proton
        "<div>Yes.</div><div class=protonmail_quote>Xxx:<blockquote>Is it?</blockquote></div>",
        // Any other that introduces what it sets in
        "<div>Yes.</div><div>On 4 March 2024 Sam &lt;sam@example.org> wrote:</div>"
            + "<blockquote>Is it?<br>Really?</blockquote>",
        // With a bar beside it
        "<div>Yes.</div><div>Sam, 4.3.24:</div>"
            + "<div style='border-left:2px solid #ccc;padding-left:5px'>Is it?</div>",
        // Others, whose attributes are written in one way or another
        "<div>Yes.</div><div class=tutanota_quote>Is it?</div>",
        "<div>Yes.</div><div class='x_freshdesk_quote'>Is it?</div>",
        "<div>Yes.</div><div class=\"zmail_extra\">Is it?</div>",
        "<div>Yes.</div><div class='front-blockquote'>Is it?</div>",
        "<div>Yes.</div><div class=moz-email-quote>Is it?</div>",
        "<div>Yes.</div><div>Sam, 4.3.24:</div><div name=quote>Is it?</div>",
        "<div>Yes.</div><div>Sam, 4.3.24:</div><div name='quote'>Is it?</div>",
        "<div>Yes.</div><hr id=zwchr><div>Is it?</div>",
        "<div>Yes.</div><hr id=zwchr data-marker=__DIVIDER__><div>Is it?</div>",
        "<div>Yes.</div><hr id='zwchr'><div>Is it?</div>",
        "<div>Yes.</div><hr id=\"zwchr\"><div>Is it?</div>",
        "<div>Yes.</div><hr id=\"x_zwchr\"><div>Is it?</div>",
        "<div>Yes.</div><hr class=\"line zwchr\"><div>Is it?</div>",
        "<div>Yes.</div><hr class=\"zwchr line\"><div>Is it?</div>",
        // One that quotes what was quoted
        "<div>Yes.</div><blockquote type=cite>Is it?<blockquote>It was.</blockquote></blockquote>"
      })
  void whatElementsQuoteIsNotTheAuthors(String html) {
    assertThat(html(html).body()).isEqualTo("Yes.");
  }

  @Test
  void answersBetweenElementsStay() {
    var cleaned =
        html(
            "<blockquote type=cite>One?</blockquote><div>Yes.</div>"
                + "<blockquote type=cite>Two?</blockquote><div>No.</div>");
    assertThat(cleaned.body()).isEqualTo("Yes.\n\nNo.");
    assertThat(cleaned.lines().getFirst().rule()).isEqualTo(Rule.QUOTING_ELEMENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div>Yes.</div><div class=gmail_signature>J. R.<br>her office</div>",
        "<div>Yes.</div><div id=x_Signature><div>J. R.</div><div>her office</div></div>",
        "<p>Yes.</p><pre class=moz-signature>J. R.\nher office</pre>"
      })
  void whatElementsSignIsTheSignature(String html) {
    assertThat(html(html).body()).isEqualTo("Yes.");
    assertThat(html(html).signature()).isEqualTo("J. R.\nher office");
  }

  @Test
  void whatIsOnlySetInIsTheAuthors() {
    assertThat(html("<p>Do this.</p><blockquote>First one, then the other.</blockquote>").body())
        .isEqualTo("Do this.\n\nFirst one, then the other.");
    assertThat(html("<div style='border-top:solid 1pt'>Price: 3<br>Tax: 1<br>Sum: 4</div>").body())
        .contains("Sum: 4");
  }

  @Test
  void whatIsSetInBelowAColonIsTheAuthorsUnlessSomebodyIsNamed() {
    var set = "</p><blockquote>Disk full</blockquote><p>Why?</p>";
    assertThat(html("<p>The error is:" + set).body())
        .isEqualTo("The error is:\n\nDisk full\n\nWhy?");
    assertThat(html("<p>Sam wrote:" + set).body()).isEqualTo("Why?");
    assertThat(html("<p>Sam Poe:" + set).body()).isEqualTo("Why?");
    assertThat(html("<p>4 March 2024, 10:00, sam@example.org:" + set).body()).isEqualTo("Why?");
  }

  @Test
  void aForwardInHtmlIsKept() {
    var cleaned =
        html("<div id=divRplyFwdMsg><b>Xxx:</b> Sam<br><b>Yyy:</b> 4/3/24</div><div>Is it?</div>");
    assertThat(cleaned.body()).contains("Is it?");
    assertThat(cleaned.kept()).contains(Rule.KEPT_FORWARD);
  }

  @Test
  void linesOfSeveralTextsAreCountedOn() {
    var mail =
        """
        From: jane@example.com
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        One.
        Two.
        --b
        Content-Type: text/html

        <p>Three.</p><blockquote type=cite>Four?</blockquote><p>Five.</p>
        --b--
        """;
    var cleaned =
        AuthorText.of(
            MailParser.parse(RawMail.sent(mail.getBytes(StandardCharsets.UTF_8)), Instant.EPOCH));
    assertThat(cleaned.body()).isEqualTo("One.\nTwo.\n\nThree.\n\nFive.");
  }
}
