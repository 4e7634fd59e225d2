package dev.hearken.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.audit.Audited;
import dev.hearken.comment.CommentCalls;
import dev.hearken.content.FileCalls;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A project as an archive.
@Tag("database")
class ExportRoutesTest {
  private static final String EXPORT = "/api/v1/projects/DefaultProject/export";

  private static CommentCalls calls;
  private static FileCalls files;

  @BeforeAll
  static void start() {
    calls = new CommentCalls();
    files = new FileCalls(calls.server());
  }

  @AfterAll
  static void stop() {
    calls.close();
  }

  private static Untarred export(String query) {
    return export(calls.server().admin().token(), query);
  }

  private static Untarred export(String token, String query) {
    var answer = files.send(token, "GET", EXPORT + query, null);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-tar");
    return Untarred.of(answer.body());
  }

  @Test
  void aLineCanBeSentBackAsItIsAndIsUnchanged() {
    calls.source("back");
    var rich =
        """
        {"id": "r\\"i\\\\ch ü", "timestamp": "2026-01-31T12:00:00.25+01:00", "thread_id": "t\\n\\u0007 1",
         "text_format": "markdown", "context": {"ignored": 1},
         "messages": [{"from": "a@example.com", "to": ["b@example.com"], "subject": {"text": "É\\t\\u2028"},
           "body": {"text": "line\\nline", "text_markup": {"tag": "p", "text": "x"}}, "sent_at": "2026-01-31T12:00:00Z"}],
         "user_properties": {"string:Team": "A", "number:Score": 1.50, "number:Huge": 1e300, "string:Secret": "s"},
         "attachments": [{"name": "a.txt", "size": 3, "content_type": "text/plain", "content_hash": "%s"}]}
        """
            .formatted("0".repeat(64))
            .replace("r\\\"i\\\\ch ü", "r\\\"i\\\\chü");
    assertThat(calls.counts(calls.sync("back", rich, calls.comment("plain", ""))))
        .isEqualTo("2 0 0 0 0");

    var archive = export("?source=back");

    var lines = archive.lines("sources/back/comments-*.jsonl");
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst())
        .startsWith("{\"id\":\"r\\\"i\\\\chü\",\"timestamp\":\"2026-01-31T11:00:00.250000+00:00\"");
    assertThat(calls.counts(calls.sync("back", lines.toArray(String[]::new))))
        .isEqualTo("0 0 2 0 0");
    calls.source("elsewhere");
    assertThat(calls.counts(calls.sync("elsewhere", lines.toArray(String[]::new))))
        .isEqualTo("2 0 0 0 0");
    assertThat(export("?source=elsewhere").lines("sources/elsewhere/comments-*.jsonl"))
        .isEqualTo(lines);
  }

  @Test
  void linesAreSortedByTimeAndIdAndTimesGoBesideThem() {
    calls.source("sorted");
    var comments =
        IntStream.range(0, 200)
            .mapToObj(i ->
                "{\"id\": \"c%03d\", \"timestamp\": \"2026-01-%02dT00:00:00Z\", \"messages\": []}"
                    .formatted(i * 37 % 200, 1 + i % 7))
            .toArray(String[]::new);
    calls.sync("sorted", comments);

    var archive = export("?source=sorted");

    var sorted =
        archive.lines("sources/sorted/comments-*.jsonl").stream()
            .map(line ->
                line.replaceAll(".*\"id\":\"(c\\d+)\",\"timestamp\":\"([^\"]+)\".*", "$2 $1"))
            .toList();
    assertThat(sorted).hasSize(200).isSorted();
    assertThat(archive.lines("sources/sorted/times-*.jsonl"))
        .hasSize(200)
        .first()
        .asString()
        .matches("\\{\"id\":\"c\\d+\",\"created_at\":\"[^\"]+\",\"updated_at\":\"[^\"]+\"}");
  }

  @Test
  void aSourceIsExportedAlone() {
    calls.source("alone");
    calls.sync("alone", calls.comment("a", ""));

    var archive = export("?source=alone");

    assertThat(archive.names())
        .containsExactly(
            "export.json",
            "project.json",
            "sources.jsonl",
            "sources/alone/comments-00001.jsonl",
            "sources/alone/times-00001.jsonl",
            "end.json");
    assertThat(archive.json("export.json").toString())
        .matches(
            "\\{\"format\":1,\"hearken\":\"[^\"]+\",\"exported_at\":\"[^\"]+\",\"project\":\"DefaultProject\","
                + "\"sources\":\\[\"alone\"],\"sensitive_properties\":\"included\",\"buckets\":\"missing\",\"audit\":\"missing\"}");
    assertThat(archive.lines("sources.jsonl"))
        .containsExactly(
            """
            {"owner":"DefaultProject","name":"alone","title":"alone","description":"","language":"en",\
            "should_translate":false,"sensitive_properties":["Secret"],"_kind":"unknown"}\
            """);
    assertThat(archive.json("end.json").path("comments").asInt()).isEqualTo(1);
  }

  @Test
  void sensitivePropertiesAreForThoseWhoMaySeeThem() {
    calls.source("secret");
    calls.sync(
        "secret",
        calls.comment(
            "a", ", \"user_properties\": {\"string:Secret\": \"x\", \"string:Open\": \"y\"}"));
    var blind =
        calls.server().user("blind", Map.of("DefaultProject", List.of("sources-add-comments")));

    var archive = export(blind.token(), "?source=secret");

    assertThat(archive.json("export.json").path("sensitive_properties").asText())
        .isEqualTo("missing");
    var lines = archive.lines("sources/secret/comments-*.jsonl");
    assertThat(lines.getFirst()).contains("\"user_properties\":{\"string:Open\": \"y\"}");
    assertThat(calls.counts(calls.sync(blind, "secret", lines.getFirst()))).isEqualTo("0 0 1 0 0");
    assertThat(export("?source=secret").lines("sources/secret/comments-*.jsonl").getFirst())
        .contains("\"string:Secret\": \"x\"");
  }

  @Test
  void aProjectHasItsBucketsWithTheirMailsAndItsHistory() {
    var admin = calls.server().admin();
    var bucket =
        admin
            .put(
                "/api/_private/buckets/DefaultProject/box",
                "{\"bucket\":{\"title\": \"Box\", \"bucket_type\":\"emails\"}}")
            .json()
            .at("/bucket/id")
            .asText();
    admin.put("/api/_private/buckets/DefaultProject/box/retention", "{\"retention\":{\"days\":9}}");
    admin.put(CommentCalls.IN_DEFAULT + "fed", "{\"source\":{\"bucket_id\":\"" + bucket + "\"}}");
    admin.put(
        CommentCalls.IN_DEFAULT + "fed/retention",
        "{\"retention\":{\"days\":30,\"by\":\"arrival\"}}");
    var large = "Subject: x\\r\\n\\r\\n" + "ü\\u0000\\udc80 \\\"long\\\" ".repeat(60_000);
    var emails =
        """
        {"emails":[
          {"id": "one", "mailbox": "m", "timestamp": "2026-01-31T12:00:00Z", "mime_content": "%s",
           "metadata": {"size": 9, "folder": ["a"]}},
          {"id": "empty", "mailbox": "m", "timestamp": "2026-01-31T12:00:00Z", "mime_content": ""}]}
        """
            .formatted(large);
    assertThat(admin.put("/api/_private/buckets/DefaultProject/box/emails", emails).status())
        .isEqualTo(200);

    var archive = export("");

    assertThat(archive.names().subList(0, 4))
        .containsExactly("export.json", "project.json", "buckets.jsonl", "sources.jsonl");
    assertThat(archive.names().getLast()).isEqualTo("end.json");
    assertThat(archive.lines("buckets.jsonl"))
        .containsExactly(
            """
            {"owner":"DefaultProject","name":"box","title":"Box","bucket_type":"emails",\
            "retention":{"days":9,"by":"timestamp","include_annotated":false}}\
            """);
    assertThat(archive.lines("sources.jsonl"))
        .anyMatch(line ->
            line.startsWith("{\"owner\":\"DefaultProject\",\"name\":\"fed\"")
                && line.contains("\"bucket\":\"DefaultProject/box\"")
                && line.contains("\"retention\":{\"days\":30,\"by\":\"arrival\""));
    var lines = archive.lines("buckets/box/emails-*.jsonl");
    assertThat(lines).hasSize(2).anyMatch(line -> line.contains(large));
    assertThat(lines)
        .anyMatch(line -> line.contains("\"metadata\":{\"folder\":[\"a\"],\"size\":9}"));
    assertThat(archive.lines("buckets/box/times-*.jsonl")).hasSize(2);
    assertThat(archive.json("end.json").path("emails").asInt()).isEqualTo(2);
    assertThat(archive.lines("audit-*.jsonl"))
        .anyMatch(line -> line.contains("\"event_type\":\"bucket.create\",\"actor\":\"admin\""));
    long before = versions();
    assertThat(
            admin
                .put(
                    "/api/_private/buckets/DefaultProject/box/emails",
                    "{\"emails\":[" + String.join(",", lines) + "]}")
                .status())
        .isEqualTo(200);
    assertThat(versions()).as("unchanged").isEqualTo(before);
  }

  @Test
  void whoTookWhatStandsInTheAuditLogAndNotInTheArchive() {
    calls.source("taken");
    var reader = calls.server().user("taker", Map.of("DefaultProject", List.of("sources-read")));
    int before = Audited.of(calls.server(), "project.export").size();

    assertThat(files.send(reader.token(), "HEAD", EXPORT, null).statusCode()).isEqualTo(200);
    assertThat(files.send(reader.token(), "GET", EXPORT + "?source=no", null).statusCode())
        .isEqualTo(404);
    assertThat(Audited.of(calls.server(), "project.export")).hasSize(before);
    var _ = export(reader.token(), "?source=taken");
    var archive = export("");

    assertThat(Audited.of(calls.server(), "project.export"))
        .hasSize(before + 2)
        .endsWith(
            "taker: source taken, project DefaultProject: {\"audit\": false, \"buckets\": false, \"sensitive_properties\": false}",
            "admin: project DefaultProject: {\"audit\": true, \"buckets\": true, \"sensitive_properties\": true}");
    assertThat(
            archive.lines("audit-*.jsonl").stream().filter(line -> line.contains("project.export")))
        .hasSize(before + 1);
  }

  private static long versions() {
    return calls
        .server()
        .sql()
        .withHandle(
            handle -> handle.createQuery("SELECT sum(version) FROM email").mapTo(Long.class).one());
  }

  @Test
  void whoeverMayNotReadBucketsAndTheLogGetsNeitherAndIsToldSo() {
    var reader = calls.server().user("reader", Map.of("DefaultProject", List.of("sources-read")));

    var archive = export(reader.token(), "");

    assertThat(archive.json("export.json").path("buckets").asText()).isEqualTo("missing");
    assertThat(archive.json("export.json").path("audit").asText()).isEqualTo("missing");
    assertThat(archive.names())
        .noneMatch(name -> name.startsWith("buckets") || name.startsWith("audit"));
    assertThat(archive.lines("sources.jsonl")).noneMatch(line -> line.contains("\"bucket\""));
  }

  @Test
  void theBytesThatCommentsHoldComeBeforeThem() {
    calls.source("held");
    var file = FileCalls.bytes(700_001);
    var path = CommentCalls.PRIVATE + "held/comments/a/";
    var hash =
        FileCalls.json(
                files.send("PUT", path + "attachments/0", file, "Content-Type", "text/plain"))
            .path("content_hash")
            .asText();
    calls.sync(
        "held",
        calls.comment(
            "a",
            ", \"attachments\": [{\"name\": \"f\", \"size\": 9, \"content_type\": \"text/plain\", \"content_hash\": \"%s\"}]"
                .formatted(hash)));
    var sound = FileCalls.bytes(3);
    files.send("PUT", path + "audio", sound, "Content-Type", "audio/wav");
    files.send("PUT", path + "attachments/1", FileCalls.bytes(5), "Content-Type", "text/plain");

    var archive = export("?source=held");

    var contents =
        archive.names().stream().filter(name -> name.startsWith("sources/held/contents/")).toList();
    assertThat(contents).hasSize(2).isSorted();
    assertThat(archive.names().subList(3, 8))
        .containsExactly(
            contents.get(0),
            contents.get(1),
            "sources/held/comments-00001.jsonl",
            "sources/held/times-00001.jsonl",
            "sources/held/recordings-00001.jsonl");
    assertThat(archive.files().get("sources/held/contents/" + hash)).isEqualTo(file);
    var recording = archive.json("sources/held/recordings-00001.jsonl");
    assertThat(recording.path("comment_id").asText()).isEqualTo("a");
    assertThat(recording.path("content_type").asText()).isEqualTo("audio/wav");
    assertThat(
            archive.files().get("sources/held/contents/" + recording.path("content_hash").asText()))
        .isEqualTo(sound);
    assertThat(archive.json("end.json").path("contents").asInt()).isEqualTo(2);
    assertThat(archive.json("end.json").path("recordings").asInt()).isEqualTo(1);
  }

  @Test
  void whatIsNotThereIsSaidAndNotBegun() {
    assertThat(FileCalls.message(files.send("GET", EXPORT + "?source=none", null)))
        .isEqualTo("404 No such source 'DefaultProject/none'.");
    assertThat(FileCalls.message(files.send("GET", "/api/v1/projects/none/export", null)))
        .isEqualTo("404 No such project 'none'.");
    assertThat(files.send("HEAD", EXPORT + "?source=none", null).statusCode()).isEqualTo(404);
    var head = files.send("HEAD", EXPORT, null);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("DefaultProject.tar");
  }
}
