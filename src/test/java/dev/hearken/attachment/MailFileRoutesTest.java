package dev.hearken.attachment;

import static dev.hearken.content.FileCalls.assertDownloaded;
import static dev.hearken.content.FileCalls.bytes;
import static dev.hearken.content.FileCalls.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.content.FileCalls;
import dev.hearken.loading.LoadCalls;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Files of mails, cut out of them when somebody asks.
@Tag("database")
class MailFileRoutesTest {
  private static final byte[] PDF = bytes(700_000);
  private static final String SOURCE = "mail";

  private static LoadCalls calls;
  private static FileCalls files;

  @BeforeAll
  static void start() {
    calls = new LoadCalls();
    files = new FileCalls(calls.server());
    calls.source(SOURCE, calls.bucket("box"));
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  private static Map<String, Object> mail(String id, byte[] pdf) {
    return LoadCalls.mail(
        id,
        """
        Message-ID: <%s@x>
        Content-Type: multipart/mixed; boundary="b"
        """
            .formatted(id),
        """
        --b

        See the files.
        --b
        Content-Type: application/pdf
        Content-Disposition: attachment; filename*=utf-8''tr%%C3%%A4ger.pdf
        Content-Transfer-Encoding: base64

        %s
        --b
        Content-Type: text/plain
        Content-Disposition: attachment; filename=a.txt
        Content-Transfer-Encoding: quoted-printable

        a =3D b=
        c
        --b
        Content-Type: message/rfc822

        Subject: inner

        text
        --b--
        """
            .formatted(Base64.getMimeEncoder().encodeToString(pdf)));
  }

  /// The comment, once it is made of this mail.
  private static JsonNode load(String id, byte[] pdf) {
    calls.put("box", mail(id, pdf));
    calls.atRest(SOURCE);
    return comment(id);
  }

  private static JsonNode comment(String id) {
    return LoadCalls.ok(
            calls
                .server()
                .admin()
                .get(LoadCalls.SOURCES + SOURCE + "/comments/" + LoadCalls.hex("<" + id + "@x>")))
        .get("comment");
  }

  private static String path(JsonNode comment, int index) {
    var reference = comment.at("/attachments/" + index + "/attachment_reference").asText();
    assertThat(reference).as(comment.toString()).hasSize(60);
    return "/api/v1/attachments/" + reference;
  }

  private static HttpResponse<byte[]> get(String path, String... headers) {
    return files.send("GET", path, null, headers);
  }

  @Test
  void theFilesOfAMailComeOutOfItToTheByte() {
    var comment = load("files", PDF);

    assertThat(comment.get("attachments"))
        .extracting(each -> each.get("name").asText())
        .containsExactly("träger.pdf", "a.txt", "inner.eml");
    assertDownloaded(get(path(comment, 0)), "application/pdf", PDF);
    assertThat(get(path(comment, 0)).headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment;")
        .contains("tr%C3%A4ger.pdf");
    assertDownloaded(
        get(path(comment, 1)), "text/plain", "a = bc".getBytes(StandardCharsets.US_ASCII));
    assertDownloaded(
        get(path(comment, 2)),
        "message/rfc822",
        "Subject: inner\n\ntext".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void itIsReadInPartAndOnlyWhenItIsNew() {
    var path = path(load("parts", PDF), 0);

    var part = get(path, "Range", "bytes=262143-262144");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(PDF, 262_143, 262_145));
    assertThat(get(path, "Range", "bytes=-3").body())
        .isEqualTo(Arrays.copyOfRange(PDF, 699_997, 700_000));
    assertThat(get(path, "Range", "bytes=700000-").statusCode()).isEqualTo(416);
    files.assertKnownByTag(path, PDF.length);
  }

  @Test
  void everyPlaceThatShowsCommentsOffersThem() {
    var one = load("shown", bytes(9));

    assertThat(calls.comment(SOURCE, "<shown@x>").get("attachments"))
        .isEqualTo(one.get("attachments"));
    var again =
        calls
            .server()
            .admin()
            .post(LoadCalls.SOURCES + SOURCE + "/sync", "{\"comments\":[" + one + "]}");
    assertThat(LoadCalls.ok(again).get("unchanged").asInt())
        .as("what was read, sent back")
        .isEqualTo(1);
  }

  @Test
  void aPageOfMailsNeedsNoFurtherStatement() {
    var other = calls.bucket("counted");
    calls.source("counted", other);
    calls.put("counted", LoadCalls.mail("1", "Message-ID: <1@x>\n", "Nothing attached."));
    calls.atRest("counted");
    long without = statementsOfAPage();
    calls.put("counted", mail("2", bytes(9)));
    calls.atRest("counted");

    assertThat(statementsOfAPage()).isEqualTo(without);
  }

  /// The fewest of some: other work may be done in between.
  private static long statementsOfAPage() {
    return IntStream.range(0, 5)
        .mapToLong(_ -> {
          long before = calls.server().database().statements();
          calls.server().admin().get(LoadCalls.PRIVATE + "counted/comments");
          return calls.server().database().statements() - before;
        })
        .min()
        .orElseThrow();
  }

  @Test
  void aReferenceIsGoodForTheMailItWasGivenFor() {
    var path = path(load("changing", bytes(8)), 0);

    calls.put("box", mail("changing", Arrays.copyOf(bytes(8), 9)));
    var changed = path(load("changing", bytes(9)), 0);

    assertThat(changed).isNotEqualTo(path);
    assertThat(message(get(path))).startsWith("404 ").contains("has changed");
    assertThat(get(changed).body()).isEqualTo(bytes(9));
    calls.server().admin().delete(LoadCalls.BUCKETS + "box/emails?id=changing");
    assertThat(message(get(changed))).startsWith("404 ").contains("no longer in its bucket");
    assertThat(comment("changing").at("/attachments/0").has("attachment_reference")).isFalse();
  }

  @Test
  void whatGoesWithItsBucketIsNoLongerOffered() {
    var bucket = calls.bucket("brief");
    calls.source("brief", bucket);
    calls.put("brief", mail("brief", bytes(9)));
    calls.atRest("brief");
    var path = path(calls.comment("brief", "<brief@x>"), 0);
    assertThat(get(path).body()).isEqualTo(bytes(9));

    calls.attach("brief", null);
    var deleted = calls.server().admin().delete("/api/_private/buckets/id:" + bucket);
    assertThat(deleted.status()).as(deleted.message()).isEqualTo(200);

    assertThat(message(get(path))).startsWith("404 ").contains("no longer in its bucket");
  }

  /// A client may say something else of a comment that was made of a mail.
  @Test
  void whatACommentSaysOfOtherFilesIsNotTakenForThoseOfTheMail() {
    var comment = load("other", bytes(9)).toString();
    var other = comment.replace("\"size\":9", "\"size\":10");
    assertThat(other).isNotEqualTo(comment);
    LoadCalls.ok(
        calls
            .server()
            .admin()
            .post(LoadCalls.SOURCES + SOURCE + "/sync", "{\"comments\":[" + other + "]}"));

    assertThat(message(get(path(comment("other"), 0))))
        .startsWith("404 ")
        .contains("no file as its comment says");
    assertThat(get(path(comment("other"), 1)).statusCode()).isEqualTo(200);
  }

  /// A comment shows what its author wrote and attached; the rest of the mail is the bucket's.
  @Test
  void whoeverMayReadTheCommentMayReadItsFiles() {
    var path = path(load("private", bytes(5)), 0);
    for (var line :
        Map.of("sources-read", 200, "buckets-read", 403, "files-write", 403, "none", 404)
            .entrySet()) {
      var projects =
          line.getKey().equals("none")
              ? Map.<String, List<String>>of()
              : Map.of("DefaultProject", List.of(line.getKey()));
      var client = calls.server().user("mail-" + line.getKey(), projects);
      assertThat(client.get(path).status()).as(line.getKey()).isEqualTo(line.getValue());
    }
    assertThat(files.send("nobody", "GET", path, null).statusCode()).isEqualTo(401);
  }
}
