package dev.hearken.author;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.http.Json;
import dev.hearken.markup.Markup;
import dev.hearken.mime.Corpus;
import dev.hearken.mime.MailParser;
import dev.hearken.mime.RawMail;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RichTextTest {
  private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0\\u2007\\u202f]+");
  private static final Pattern UNSEEN =
      Pattern.compile("[\\u00ad\\u034f\\u180e\\u200b-\\u200f\\u2060\\ufeff\\p{Cntrl}&&[^\\s]]");

  private static RichText rich(String mail) {
    return AuthorText.rich(
        MailParser.parse(RawMail.sent(mail.getBytes(StandardCharsets.UTF_8)), Instant.EPOCH));
  }

  private static RichText html(String html) {
    return rich("From: Jane <j@x.example>\nContent-Type: text/html; charset=UTF-8\n\n" + html);
  }

  private static JsonNode json(List<Markup> nodes) {
    var text = new StringWriter();
    try (var out = Json.generator(text)) {
      Markup.write(nodes, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Json.stored(text.toString());
  }

  /// In short, with the text that each span points at.
  private static String shown(RichText rich) {
    return shown(json(rich.body()), rich.cleaned().body());
  }

  private static String shown(JsonNode nodes, String text) {
    var shown = new StringBuilder();
    for (var node : nodes) {
      var kind = node.path("kind").asText();
      var name =
          node.at("/paragraph_kind").asText()
              + node.at("/style_kind").asText()
              + node.at("/list_kind").asText()
              + node.at("/break_kind").asText()
              + node.at("/cell_kind").asText()
              + node.at("/href").asText()
              + (kind.equals("image") ? "img " + node.at("/alt").asText() : "");
      if (kind.equals("text")) {
        shown
            .append('\'')
            .append(
                text.substring(
                    text.offsetByCodePoints(0, node.at("/span/start").asInt()),
                    text.offsetByCodePoints(0, node.at("/span/end").asInt())))
            .append('\'');
      } else {
        shown.append(kind.equals("table") ? "table" : name);
        for (var below : List.of("children", "items", "rows", "cells")) {
          if (node.has(below)) {
            shown.append('(').append(shown(node.get(below), text)).append(')');
          }
        }
      }
    }
    return shown.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<p>One <b>two</b> three.</p><p>Four</p> | p('One 'b('two')' three.')p('Four')",
        "One<br>two <i>x</i> | orphan('One'br'two 'i('x'))",
        "<div><div><p>In</p></div></div> | p('In')",
        "<ul><li>a</li><li>b <s>c</s></li></ul> | ul(('a')('b 'strike('c')))",
        "<table><tr><th>a</th><td>b</td></tr></table> | table((th('a')td('b')))",
        "<p><a href='https://x.example/'>there</a></p> | p(https://x.example/('there'))",
        "<p><a href='javascript:x()'>there</a></p> | p(null('there'))",
        "<p>a<span> b</span><b> c</b></p> | p('a'' b'b(' c'))",
        "<pre>a  b&#10;c</pre> | pre('a  b'br'c')",
        "<p>😀 <b>x</b> 😀</p> | p('😀 'b('x')' 😀')",
        "<p>A <img src='cid:1' alt='sun'> b</p> | p('A'img sun'b')",
        "<p>Yes.</p><blockquote type=cite><p>Is it?</p></blockquote> | p('Yes.')",
        "<blockquote>Only <b>in</b></blockquote> | blockquote('Only 'b('in'))",
        "<article><h1>T</h1><section>x</section></article> | article(h1('T')section('x'))",
        "<p>a&shy;b</p><script>x</script><p hidden>y</p> | p('ab')"
      })
  void structureIsThatOfTheHtml(String html, String expected) {
    assertThat(shown(html(html))).isEqualTo(expected);
  }

  @Test
  void htmlIsShownAlsoWhereThereIsPlainText() {
    var rich =
        rich(
            """
            From: Jane <j@x.example>
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain

            %1$s
            --b
            Content-Type: text/html

            <p>%1$s <b>indeed</b></p>
            --b--
            """
                .formatted("word ".repeat(80).strip()));
    assertThat(shown(rich)).endsWith("'b('indeed'))");
    assertThat(rich("From: j@x.example\n\nPlain").body()).isEmpty();
  }

  @Test
  void aSignatureHasItsOwn() {
    var rich = html("<p>Yes.</p><div class=gmail_signature><b>J.</b> Roe</div>");
    assertThat(rich.cleaned().signature()).isEqualTo("J. Roe");
    assertThat(shown(json(rich.signature()), "J. Roe")).isEqualTo("div(b('J.')' Roe')");
  }

  @Test
  void whateverIsNestedDeepIsWritten() {
    var rich = html("<table><tr><td>".repeat(200) + "<div><b>".repeat(2_000) + "x");
    assertThat(json(rich.body()).toString()).contains("\"start\":0,\"end\":1");
  }

  /// Every span of the corpus points at what the HTML held, in its order, and nothing but bullets,
  /// quotation marks and what pictures say is pointed at by none.
  @Test
  void everySpanIsWhatTheHtmlHeld() throws IOException {
    int mails = 0;
    for (var bytes : Corpus.mails().values()) {
      var mail = MailParser.parse(RawMail.sent(bytes), Instant.EPOCH);
      var rich = AuthorText.rich(mail);
      if (rich.body().isEmpty()) {
        continue;
      }
      mails++;
      var text = rich.cleaned().body();
      var points = text.codePoints().toArray();
      var held = new StringBuilder();
      var pictures = new ArrayList<String>();
      for (var piece : mail.body().pieces()) {
        var tree = Jsoup.parse(piece.html());
        held.append(folded(tree.wholeText())).append(' ').append(piece.text());
        tree.select("img").forEach(image -> pictures.add(bare(image.attr("alt"))));
      }
      var all = folded(held.toString());
      pictures.sort(Comparator.comparingInt(String::length).reversed());
      int last = 0;
      for (var span : spans(json(rich.body()))) {
        assertThat(span[0]).as(mail.messageId()).isGreaterThanOrEqualTo(last);
        assertThat(span[1]).as(mail.messageId()).isGreaterThan(span[0]);
        assertThat(span[1]).as(mail.messageId()).isLessThanOrEqualTo(points.length);
        requirePictures(new String(points, last, span[0] - last), pictures);
        last = span[1];
        var shown = new String(points, span[0], span[1] - span[0]);
        assertThat(shown).as(mail.messageId()).doesNotContain("\n");
        assertThat(all).as(mail.messageId()).contains(folded(shown));
      }
      requirePictures(new String(points, last, points.length - last), pictures);
    }
    assertThat(mails).isGreaterThan(400);
  }

  private static void requirePictures(String between, List<String> pictures) {
    var rest = bare(between);
    for (var picture : pictures) {
      rest = rest.replace(picture, "");
    }
    assertThat(rest).as(between).matches("(-|\\d+\\.|[“”])*");
  }

  private static String bare(String text) {
    return folded(text).replace(" ", "");
  }

  private static String folded(String text) {
    return BLANKS.matcher(UNSEEN.matcher(text).replaceAll("")).replaceAll(" ").strip();
  }

  private static List<int[]> spans(JsonNode nodes) {
    var spans = new ArrayList<int[]>();
    collect(nodes, spans);
    spans.removeIf(span -> span.length == 0);
    return spans;
  }

  private static void collect(JsonNode node, List<int[]> spans) {
    if (node.path("kind").asText().equals("text")) {
      spans.add(new int[] {node.at("/span/start").asInt(), node.at("/span/end").asInt()});
      return;
    }
    // A caption is written after the rows, and read before them.
    if (node.has("captions")) {
      collect(node.get("captions"), spans);
      collect(node.get("rows"), spans);
      return;
    }
    node.forEach(each -> collect(each, spans));
  }
}
