package dev.hearken;

import dev.hearken.TestServer.Client;
import dev.hearken.archive.Untarred;
import dev.hearken.intake.TestArchive;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is asked, by the route, of sources that are alike but for what is sensitive.
final class HiddenQuestions {
  private HiddenQuestions() {}

  /// A question, and what an answer to it looks like.
  @FunctionalInterface
  interface Probe {
    String ask(Client client, Twin twin);
  }

  /// Questions that whoever may see everything is answered otherwise in each of the three.
  static final Map<String, List<Probe>> TELLING = new LinkedHashMap<>();

  /// Questions whose answers are the same for everybody.
  static final Map<String, List<Probe>> SILENT = new LinkedHashMap<>();

  static {
    TELLING.put(
        "GET /api/v1/sources/{project}/{source}/comments/{comment}",
        List.of(
            get(twin -> twin.source() + "/comments/c1"),
            get(twin -> twin.source() + "/comments/c1?include_markup=false")));
    TELLING.put(
        "GET /api/_private/sources/{project}/{source}/comments",
        List.of(
            get(twin -> twin.hidden() + "/comments?limit=256"),
            get(twin -> twin.hidden() + "/comments?include_markup=false"),
            get(twin -> twin.hidden() + "/comments?direction=descending&limit=3"),
            get(twin -> twin.hidden() + "/comments?include_thread_properties=true"),
            HiddenQuestions::pages));
    TELLING.put(
        "GET /api/v1/projects/{project}/export",
        List.of(HiddenQuestions::archive, (client, twin) -> archive(client, twin, "?source=mail")));
    SILENT.put(
        "POST /api/v1/sources/{project}/{source}/statistics",
        List.of(
            count("{}"),
            count("{\"string:Open\": {\"one_of\": [\"open 1\"]}}"),
            count(
                "{\"string:Salary\": {\"one_of\": [\"%s\", \"omega 1\"]}}".formatted(Twin.SECRET)),
            count(
                "{\"string:Salary\": {\"not_one_of\": [\"%s\", \"omega 1\"]}}"
                    .formatted(Twin.SECRET)),
            count("{\"string:Salary\": {\"domain_not_one_of\": [\"example.com\"]}}"),
            count("{\"number:Salary\": {\"minimum\": 5000}}"),
            count("{\"number:Score\": {\"maximum\": 5000}}"),
            count("{\"number:Score\": {\"one_of\": [1111, 9999]}}"),
            count("{\"string:Score\": {\"one_of\": [\"1111\"]}}")));
    SILENT.put(
        "GET /api/v1/sources/{project}/{source}/threads",
        List.of(
            get(twin -> twin.source() + "/threads"),
            get(twin -> twin.source() + "/threads?limit=1")));
    SILENT.put(
        "POST /api/v1/sources/{project}/{source}/sync",
        List.of(
            sync("\"string:Open\": \"open 1\""),
            sync("\"string:Open\": \"open 1\", \"string:Salary\": \"alpha 1\""),
            sync("\"string:Open\": \"open 1\", \"number:Salary\": 9999"),
            sync("\"string:Open\": \"open 1\", \"number:Score\": 1111"),
            sync("\"string:Open\": \"open 1\", \"number:Score\": \"1111\""),
            sync("\"string:Open\": \"other\"")));
    SILENT.put(
        "POST /api/v1/projects/{project}/import",
        List.of(
            bringIn("\"string:Open\": \"open 1\""),
            bringIn("\"string:Open\": \"open 1\", \"string:Salary\": \"alpha 1\""),
            bringIn("\"string:Open\": \"open 1\", \"number:Score\": 1111")));
    SILENT.put(
        "POST /api/v1/sources/{project}/{source}/sync-raw-emails",
        List.of(
            syncRaw("\"string:Open\": \"open 1\""),
            syncRaw("\"string:Open\": \"open 1\", \"string:Salary\": \"alpha 1\""),
            syncRaw("\"string:Open\": \"open 1\", \"number:Score\": 1111")));
    SILENT.put(
        "PUT /api/_private/sources/{project}/{source}/comments",
        List.of(
            add("\"string:Open\": \"open 0\""),
            add("\"string:Open\": \"open 0\", \"string:Salary\": \"omega 2\""),
            add("\"string:Open\": \"open 0\", \"number:Score\": 1111"),
            add("\"string:Open\": \"other\"")));
    SILENT.put(
        "DELETE /api/v1/sources/{project}/{source}/comments",
        List.of(
            send("DELETE", twin -> twin.source() + "/comments?id=c5&id=never&ids=c6,alpha", null)));
    SILENT.put("GET /api/v1/sources/{project}/{source}", List.of(get(Twin::source)));
    SILENT.put(
        "GET /api/v1/sources/{project}", List.of(get(twin -> "/api/v1/sources/" + twin.project())));
  }

  static String comment(String id, int minute, String properties) {
    return """
    {"id": "%s", "timestamp": "2026-01-31T12:%02d:00Z", "thread_id": "t%d", "user_properties": %s,
      "messages": [{"from": "%s@example.com", "body": {"text": "Text %s"}}]}
    """
        .formatted(id, minute, minute % 2, properties, "abc".charAt(minute % 3), id);
  }

  @FunctionalInterface
  private interface Path {
    String of(Twin twin);
  }

  private static Probe get(Path path) {
    return send("GET", path, null);
  }

  private static Probe send(String method, Path path, @Nullable String body) {
    return (client, twin) -> alike(client, client.send(method, path.of(twin), body), twin);
  }

  private static Probe count(String properties) {
    return send(
        "POST",
        twin -> twin.source() + "/statistics",
        "{\"comment_filter\": {\"user_properties\": " + properties + "}}");
  }

  private static Probe sync(String properties) {
    return send(
        "POST",
        twin -> twin.source() + "/sync",
        "{\"comments\": [" + comment("c1", 1, "{" + properties + "}") + "]}");
  }

  private static Probe bringIn(String properties) {
    var line = comment("c1", 1, "{" + properties + "}").replace("\n", " ") + "\n";
    return (client, twin) ->
        Stream.of("?dry_run=true", "")
            .map(query ->
                alike(
                    client,
                    client.post(
                        "/api/v1/projects/" + twin.project() + "/import" + query,
                        TestArchive.ofComments("mail", line)),
                    twin))
            .collect(Collectors.joining());
  }

  private static Probe syncRaw(String properties) {
    return send(
        "POST",
        twin -> twin.source() + "/sync-raw-emails",
        """
        {"documents": [{"comment_id": "c3", "user_properties": {%s}, "raw_email": {
          "headers": {"raw": "From: a@example.com\\nDate: Sat, 31 Jan 2026 12:03:00 +0000"},
          "body": {"plain": "Text c3"}}}],
         "transform_tag": "generic.0.CONVKER5", "include_comments": true}
        """
            .formatted(properties));
  }

  private static Probe add(String properties) {
    return send(
        "PUT",
        twin -> twin.hidden() + "/comments",
        "{\"comments\": [" + comment("c2", 2, "{" + properties + "}") + "]}");
  }

  /// All pages of two, one behind the other.
  private static String pages(Client client, Twin twin) {
    var all = new StringBuilder();
    var path = twin.hidden() + "/comments?limit=2";
    var after = "";
    do {
      var answer = client.get(path + after);
      all.append(alike(client, answer, twin));
      after =
          answer.json().path("continuation").isTextual()
              ? "&after=" + answer.json().get("continuation").asText()
              : "";
    } while (!after.isEmpty());
    return all.toString();
  }

  private static String archive(Client client, Twin twin) {
    return archive(client, twin, "");
  }

  /// The files of an archive one behind the other, with their names.
  private static String archive(Client client, Twin twin, String query) {
    var answer = client.get("/api/v1/projects/" + twin.project() + "/export" + query);
    var files = Untarred.of(answer.whole().body().getBytes(StandardCharsets.UTF_8)).texts();
    return alike(client, answer.status() + files.toString(), twin);
  }

  /// An answer without what differs between twins in any case: names, ids, times of the server.
  private static String alike(Client client, TestServer.Answer answer, Twin twin) {
    return alike(client, answer.status() + answer.whole().body(), twin);
  }

  private static String alike(Client client, String answer, Twin twin) {
    var id = client.get(twin.source()).json().at("/source/id").asText();
    return answer
        .replace(twin.project(), "twin")
        .replace(id, "id")
        .replaceAll("\"(id|source_id)\":\"[0-9a-f]{16}\"", "\"$1\":\"\"")
        .replaceAll("\"continuation\":\"[^\"]*\"", "\"continuation\":\"\"")
        .replaceAll(
            "\"(created_at|updated_at|last_modified|exported_at)\":\"[^\"]*\"", "\"$1\":\"\"");
  }
}
