package dev.hearken.translationbench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearken.database.EmbeddedDatabase;
import dev.hearken.http.Json;
import dev.hearken.load.HttpReader;
import dev.hearken.load.Launch;
import dev.hearken.load.Launched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A server in processes of its own that translates with an [Interpreter], and what it is told.
final class Stage implements AutoCloseable {
  private static final String SOURCES = "/api/v1/sources/DefaultProject/";
  private static final List<String> WORDS =
      List.of(
          "la",
          "casa",
          "pedido",
          "gracias",
          "mañana",
          "factura",
          "número",
          "devolver",
          "quiero",
          "por",
          "favor",
          "todavía",
          "camión",
          "llegó",
          "nunca",
          "dirección",
          "cambiar",
          "señor");

  private final Launch launch;
  private final Path folder;
  private final Interpreter interpreter;
  private final String token = "bench-of-translation-".repeat(2);
  private Launched server;
  private HttpReader reader;

  Stage(Launch launch, Interpreter interpreter) throws IOException {
    this.launch = launch;
    this.interpreter = interpreter;
    this.folder = Files.createTempDirectory("hearken-translation");
    this.server = start();
    this.reader = new HttpReader(server.address());
  }

  private Launched start() throws IOException {
    var command = launch.of(folder.resolve("data"), token, List.of());
    var environment = command.environment();
    environment.put("HEARKEN_TRANSLATOR", "libretranslate");
    environment.put("HEARKEN_TRANSLATOR_URL", interpreter.address().toString());
    environment.put("HEARKEN_TRANSLATOR_SECONDS", "1");
    environment.put("HEARKEN_LOG_LEVEL", "error");
    return Launched.start(command, folder.resolve("server.log").toFile());
  }

  /// Kills all processes of the server, and starts it again.
  void kill() throws IOException {
    var process = server.process();
    var all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    reader.close();
    server = start();
    reader = new HttpReader(server.address());
  }

  void source(String name, boolean translated) throws IOException {
    send("PUT", SOURCES + name, "{\"source\":{\"should_translate\":%s}}".formatted(translated));
  }

  /// A text of some words that is like no other.
  static String text(long number) {
    var random = new Random(number);
    return IntStream.range(0, 8 + random.nextInt(24))
        .mapToObj(_ -> WORDS.get(random.nextInt(WORDS.size())))
        .collect(Collectors.joining(" ", "Número " + number + " ", "."));
  }

  /// What stores comments, which say their language.
  byte[] sync(String source, long from, int count) {
    var comments =
        IntStream.range(0, count)
            .mapToObj(i ->
                """
                {"id":"c%1$d","timestamp":"2026-01-31T12:00:00Z","messages":[{"language":"es",\
                "body":{"text":"%2$s"}}]}\
                """
                    .formatted(from + i, text(from + i)))
            .collect(Collectors.joining(",", "{\"comments\":[", "]}"));
    return HttpReader.request("POST", SOURCES + source + "/sync", token, comments);
  }

  void send(byte[] request) throws IOException {
    int status = reader.exchange(request);
    if (status != 200) {
      throw new IOException("The answer is %d: %.500s".formatted(status, reader.body()));
    }
  }

  private void send(String method, String path, String body) throws IOException {
    send(HttpReader.request(method, path, token, body));
  }

  JsonNode translation(String source) throws IOException {
    send("GET", SOURCES + source + "/loading", "");
    return Json.stored(reader.body()).at("/loading/translation");
  }

  String text(String source, long number) throws IOException {
    send("GET", SOURCES + source + "/comments/c" + number, "");
    return Json.stored(reader.body()).at("/comment/messages/0/body/text").asText();
  }

  /// How many comments are served with the translation of their own text, and with the original.
  long right(String source) throws IOException {
    long right = 0;
    var after = "";
    do {
      send(
          "GET",
          "/api/_private/sources/DefaultProject/" + source + "/comments?limit=256" + after,
          "");
      var page = Json.stored(reader.body());
      for (var comment : page.get("comments")) {
        var original = text(Long.parseLong(comment.get("id").asText().substring(1)));
        var body = comment.at("/messages/0/body");
        boolean same =
            body.path("text").asText().equals(Interpreter.translated(original))
                && body.path("translated_from").asText().equals(original);
        right += same ? 1 : 0;
      }
      after = page.has("continuation") ? "&after=" + page.get("continuation").asText() : "";
    } while (!after.isEmpty());
    return right;
  }

  @Override
  public void close() throws IOException {
    reader.close();
    server.close();
    EmbeddedDatabase.delete(folder);
  }
}
