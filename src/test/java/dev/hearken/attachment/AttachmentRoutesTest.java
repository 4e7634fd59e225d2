package dev.hearken.attachment;

import static dev.hearken.content.FileCalls.assertDownloaded;
import static dev.hearken.content.FileCalls.bytes;
import static dev.hearken.content.FileCalls.file;
import static dev.hearken.content.FileCalls.form;
import static dev.hearken.content.FileCalls.json;
import static dev.hearken.content.FileCalls.message;
import static dev.hearken.content.FileCalls.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearken.comment.CommentCalls;
import dev.hearken.content.FileCalls;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Files of comments, uploaded and downloaded over HTTP (wire contract 2.2.9).
@Tag("database")
class AttachmentRoutesTest {
  private static final byte[] FILE = bytes(700_000);

  private static CommentCalls calls;
  private static FileCalls files;
  private static String id = "";

  @BeforeAll
  static void start() {
    calls = new CommentCalls();
    files = new FileCalls(calls.server());
    id = calls.source("mail");
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  private static String path(String comment, int index) {
    return "/api/_private/sources/id:" + id + "/comments/" + comment + "/attachments/" + index;
  }

  /// Uploads it and says its hash.
  private static String upload(String comment, byte[] file) {
    var put = files.send("PUT", path(comment, 0), file);
    assertThat(put.statusCode()).as(message(put)).isEqualTo(200);
    return json(put).get("content_hash").asText();
  }

  private static String attached(String comment, String... hashes) {
    var attachments =
        Arrays.stream(hashes)
            .map(hash ->
                """
                {"name": "träger \\"1\\"\\n.wav", "size": 9, "content_type": "audio/x-wav",
                 "content_hash": "%s", "attachment_reference": "theirs"}
                """
                    .formatted(hash))
            .toList();
    return calls.comment(comment, ", \"attachments\": " + attachments);
  }

  private static String reference(JsonNode comment, int index) {
    return comment.at("/attachments/" + index + "/attachment_reference").asText();
  }

  private static HttpResponse<byte[]> download(String reference, String... headers) {
    return files.send("GET", "/api/v1/attachments/" + reference, null, headers);
  }

  @Test
  void whatIsUploadedBeforeItsCommentComesBackToTheByte() {
    var put =
        files.putForm(path("early", 0), form(part("name=\"file\"; filename=\"a.wav\"", FILE)));
    assertThat(put.statusCode()).isEqualTo(200);
    var hash = json(put).get("content_hash").asText();
    assertThat(hash).matches("[0-9a-f]{64}");
    calls.sync("mail", attached("early", hash));

    var got = download(reference(calls.read("mail", "early"), 0));

    assertDownloaded(got, "audio/x-wav", FILE);
    assertThat(got.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment;")
        .contains("tr%C3%A4ger%20%221%22_.wav");
  }

  @Test
  void itIsReadInPartAndOnlyWhenItIsNew() {
    calls.sync("mail", attached("parts", upload("parts", FILE)));
    var reference = reference(calls.read("mail", "parts"), 0);

    var part = download(reference, "Range", "bytes=262143-262144");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(FILE, 262_143, 262_145));
    assertThat(download(reference, "Range", "bytes=700000-").statusCode()).isEqualTo(416);
    files.assertKnownByTag("/api/v1/attachments/" + reference, 700_000);
  }

  @Test
  void everyPlaceThatShowsCommentsOffersWhatIsThere() {
    id = calls.source("shown");
    var here = upload("a", bytes(1));
    var never = "0".repeat(64);
    calls.sync("shown", attached("a", never, here, "h"), calls.comment("b", ""));
    id = calls.source("mail");

    var one = calls.read("shown", "a");
    var page =
        calls.server().admin().get(CommentCalls.PRIVATE + "shown/comments").json().get("comments");

    assertThat(page)
        .extracting(comment -> comment.get("attachments"))
        .containsExactlyInAnyOrder(one.get("attachments"), new ObjectMapper().createArrayNode());
    assertThat(one.get("attachments"))
        .extracting(
            each -> each.path("content_hash").asText(), each -> each.has("attachment_reference"))
        .containsExactly(tuple(never, false), tuple(here, true), tuple("h", false));
    assertThat(download(reference(one, 1)).body()).isEqualTo(bytes(1));
    assertThat(calls.counts(calls.sync("shown", one.toString())))
        .as("what was read, sent back")
        .isEqualTo("0 0 1 0 0");
  }

  @Test
  void aLargePageOffersItToo() {
    var hash = upload("large", bytes(2));
    var text = "x".repeat(1 << 20);
    for (int i = 0; i < 3; i++) {
      calls.sync("mail", attached("large" + i, hash).replace("\"x\"", "\"" + text + "\""));
    }

    var page =
        calls.server().admin().get(CommentCalls.PRIVATE + "mail/comments").json().get("comments");

    assertThat(page)
        .filteredOn(comment -> comment.get("id").asText().startsWith("large"))
        .hasSize(3)
        .allSatisfy(
            comment -> assertThat(download(reference(comment, 0)).body()).isEqualTo(bytes(2)));
  }

  @Test
  void contentThatComesAfterItsCommentIsOfferedFromThenOn() {
    var late = bytes(33);
    var hash = upload("elsewhere", late);
    var other = calls.source("late");
    calls.sync("late", attached("c", hash));
    assertThat(calls.read("late", "c").at("/attachments/0").has("attachment_reference"))
        .as("a hash opens nothing in another source")
        .isFalse();

    files.send("PUT", path("c", 0).replace(id, other), late);

    assertThat(download(reference(calls.read("late", "c"), 0)).body()).isEqualTo(late);
  }

  @Test
  void aReferenceIsGoodForTheFileItWasGivenFor() {
    var first = upload("c", bytes(3));
    calls.sync("mail", attached("changing", first, first));
    var references =
        List.of(
            reference(calls.read("mail", "changing"), 0),
            reference(calls.read("mail", "changing"), 1));
    assertThat(references.get(0)).isNotEqualTo(references.get(1));

    calls.sync("mail", attached("changing", upload("c", bytes(4)), first));

    assertThat(message(download(references.get(0)))).startsWith("404 No such attachment");
    assertThat(download(references.get(1)).body()).isEqualTo(bytes(3));
    calls.server().admin().delete(CommentCalls.IN_DEFAULT + "mail/comments?id=changing");
    assertThat(download(references.get(1)).statusCode()).isEqualTo(404);
    assertThat(message(download("0123456789"))).startsWith("404 No such attachment '0123456789'");
  }

  @Test
  void permissionIsLookedAtEachTime() {
    calls.sync("mail", attached("private", upload("private", bytes(5))));
    var path = "/api/v1/attachments/" + reference(calls.read("mail", "private"), 0);
    var server = calls.server();
    for (var line :
        Map.of("sources-read", 200, "voc", 403, "files-write", 403, "none", 404).entrySet()) {
      var projects =
          line.getKey().equals("none")
              ? Map.<String, List<String>>of()
              : Map.of("DefaultProject", List.of(line.getKey()));
      var client = server.user("att-" + line.getKey(), projects);
      assertThat(client.get(path).status()).as(line.getKey()).isEqualTo(line.getValue());
    }
    assertThat(files.send("nobody", "GET", path, null).statusCode()).isEqualTo(401);
  }

  @Test
  void aPageWithAttachmentsNeedsNoFurtherStatement() {
    calls.source("counted");
    calls.sync("counted", calls.comment("a", ""));
    long without = statementsOfAPage();
    id = calls.source("counted");
    calls.sync("counted", attached("b", upload("b", bytes(6))));
    id = calls.source("mail");

    assertThat(statementsOfAPage()).isEqualTo(without);
  }

  private static long statementsOfAPage() {
    long before = calls.server().database().statements();
    calls.server().admin().get(CommentCalls.PRIVATE + "counted/comments");
    return calls.server().database().statements() - before;
  }

  @Test
  void formsThatAreNoneAreRefused() {
    var other = part("name=\"comment\"", bytes(9));
    files.refusesForms(
        path("c", 0),
        Map.of(
            "another part first", form(other, file()),
            "another part behind", form(file(), other)));
    var hidden = part("name=\"_charset_\"", "utf-8".getBytes(StandardCharsets.UTF_8));
    assertThat(files.putForm(path("c", 0), form(hidden, file(), hidden)).statusCode())
        .isEqualTo(200);
    for (var index : List.of("128", "-1", "01", "x")) {
      assertThat(message(files.send("PUT", path("c", 0).replaceAll("0$", index), bytes(1))))
          .startsWith("400 ")
          .contains("0 to 127");
    }
    assertThat(message(files.send("PUT", path("c", 0).replace(id, "0123456789abcdef"), bytes(1))))
        .startsWith("404 ");
  }
}
