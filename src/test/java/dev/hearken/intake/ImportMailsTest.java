package dev.hearken.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.TestServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./hearken import FOLDER --bucket p/b`.
@Tag("database")
class ImportMailsTest {
  private static final String BUCKETS = "/api/_private/buckets/DefaultProject/";
  private static TestServer server;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void bucket(String name) {
    assertThat(
            server
                .admin()
                .put(BUCKETS + name, "{\"bucket\":{\"bucket_type\":\"emails\"}}")
                .status())
        .isEqualTo(200);
  }

  private ImportRun bringIn(String bucket, Object... more) {
    var words = new ArrayList<Object>(List.of(folder, "--bucket", "DefaultProject/" + bucket));
    words.addAll(List.of(more));
    return ImportRun.of(server, words.toArray());
  }

  private Path file(String name, String text) throws IOException {
    var path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.write(path, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static JsonNode mail(String bucket, String id) {
    var query = "/emails?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    return server.admin().get(BUCKETS + bucket + query).json().at("/emails/0");
  }

  private static List<JsonNode> mails(String bucket) {
    var list = new ArrayList<JsonNode>();
    server
        .admin()
        .post(BUCKETS + bucket + "/emails", "{\"limit\":256}")
        .json()
        .at("/emails")
        .forEach(list::add);
    return list;
  }

  @Test
  void filesBecomeMailsUnderTheirNamesAndDoingItAgainChangesNothing() throws Exception {
    bucket("files");
    var plain = "Date: Fri, 02 Jan 2026 10:00:00 +0100\r\nSubject: A\r\n\r\nHello\r\n";
    file("a.eml", plain);
    file("sub/b.EML", "Subject: no date\n\nB\n")
        .toFile()
        .setLastModified(Instant.parse("2025-05-05T05:05:05Z").toEpochMilli());
    file("readme.txt", "no mail");
    file(".hidden.eml", plain);
    try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("sub/c.eml.gz")))) {
      out.write(plain.replace("Hello", "Packed").getBytes(StandardCharsets.UTF_8));
    }

    var run = bringIn("files", "--mailbox", "help@example.com");

    assertThat(run.refusal()).isEmpty();
    assertThat(run.out())
        .contains(
            "mails of DefaultProject/files: 3 new, 0 updated, 0 unchanged.",
            "Files that are neither mails nor mailboxes, left out: 1.");
    var mail = mail("files", "a.eml");
    assertThat(mail.get("mime_content").asText()).isEqualTo(plain);
    assertThat(mail.get("mailbox").asText()).isEqualTo("help@example.com");
    assertThat(mail.get("timestamp").asText()).isEqualTo("2026-01-02T09:00:00.000000+00:00");
    assertThat(mail("files", "sub/b.EML").get("timestamp").asText())
        .isEqualTo("2025-05-05T05:05:05.000000+00:00");
    assertThat(mail("files", "sub/c.eml").get("mime_content").asText()).contains("Packed");

    assertThat(bringIn("files", "--mailbox", "help@example.com").out())
        .contains("0 new, 0 updated, 3 unchanged");
    assertThat(bringIn("files", "--mailbox", "other", "--dry-run").out())
        .contains("0 new, 3 updated, 0 unchanged");
    assertThat(mail("files", "a.eml").get("mailbox").asText()).isEqualTo("help@example.com");
  }

  @Test
  void everyByteOfAMailComesBack() throws Exception {
    bucket("bytes");
    var head = "Date: Fri, 02 Jan 2026 10:00:00 +0100\r\n\r\n";
    file("latin.eml", head + "caf\u00e9 \"\\ \u0000\t");
    Files.writeString(folder.resolve("utf8.eml"), head + "café €");
    Files.writeString(folder.resolve("doubtful.eml"), head + "café");
    file("cut.eml", head + "\u00e2\u0082");

    assertThat(bringIn("bytes").out()).contains("4 new");

    assertThat(bytes("bytes", "latin.eml"))
        .isEqualTo(Files.readAllBytes(folder.resolve("latin.eml")));
    assertThat(bytes("bytes", "utf8.eml"))
        .isEqualTo(Files.readAllBytes(folder.resolve("utf8.eml")));
    assertThat(bytes("bytes", "doubtful.eml"))
        .isEqualTo(Files.readAllBytes(folder.resolve("doubtful.eml")));
    assertThat(bytes("bytes", "cut.eml")).isEqualTo(Files.readAllBytes(folder.resolve("cut.eml")));
    assertThat(mail("bytes", "utf8.eml").get("mime_content").asText()).endsWith("café €");
  }

  private static byte[] bytes(String bucket, String id) {
    return MailTextTest.bytes(mail(bucket, id).get("mime_content").asText());
  }

  @Test
  void aMailboxIsTakenApart() throws Exception {
    bucket("mbox");
    var first =
        "Date: Fri, 02 Jan 2026 10:00:00 +0100\nStatus: O\n\nOne\n\nFrom here on it is text.\n";
    var second = "Subject: two\r\n\r\n>From me\r\n>>From you\r\n";
    var separator = "From someone@example.com Sat Jan  3 12:34:56 2026";
    file(
        "in/Inbox",
        separator
            + "\n"
            + first
            + "\n"
            + separator
            + "\r\n"
            + second
            + "\r\n"
            + separator
            + "\n\nThree");

    assertThat(bringIn("mbox").out()).contains("3 new");

    var all = mails("mbox");
    assertThat(all.stream().map(mail -> mail.get("mime_content").asText()))
        .containsExactlyInAnyOrder(
            first, second.replace(">From me", "From me").replace(">>From", ">From"), "\nThree");
    assertThat(all.stream().map(mail -> mail.get("timestamp").asText()))
        .containsExactlyInAnyOrder(
            "2026-01-02T09:00:00.000000+00:00",
            "2026-01-03T12:34:56.000000+00:00",
            "2026-01-03T12:34:56.000000+00:00");
    assertThat(all.stream().map(mail -> mail.get("id").asText()))
        .allMatch(id -> id.matches("in/Inbox#[0-9a-f]{32}"));

    // One mail went, and another was read.
    file("in/Inbox", separator + "\n" + first.replace("Status: O", "Status: RO") + "\n");
    assertThat(bringIn("mbox").out()).contains("0 new, 1 updated, 0 unchanged");
    assertThat(mails("mbox")).hasSize(3);
  }

  @Test
  void linesOfMailsAreTakenAsTheyArePut() throws Exception {
    bucket("lines");
    var file =
        file(
            "mails.jsonl",
            """
            {"id":"a","mailbox":"m","timestamp":"2026-01-31T12:00:00Z","mime_content":"A: b\\n\\nx"}
            {"id":"b","mailbox":"m","timestamp":"2026-01-31T12:00:00Z"}
            """);

    var run = ImportRun.of(server, file, "--bucket", "DefaultProject/lines");
    assertThat(run.refusal()).contains("mails.jsonl, line 2: The field 'mime_content'");
    assertThat(mails("lines")).isEmpty();

    var faults = folder.resolve("faults");
    assertThat(
            ImportRun.of(server, file, "--bucket", "DefaultProject/lines", "--skip-bad", faults)
                .out())
        .contains("1 new", "1 bad");
    assertThat(mails("lines")).hasSize(1);
  }

  @Test
  void aMailThatCannotBeKeptIsNamedByItsFile() throws Exception {
    bucket("large");
    file("ok.eml", "A: b\n\nx");
    Files.write(folder.resolve("z.eml"), new byte[(64 << 20) + 1]);

    assertThat(bringIn("large").refusal())
        .contains("z.eml: The field 'mime_content'", "67,108,864");
  }
}
