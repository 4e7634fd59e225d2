package dev.hearken.translator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A translation service on this machine, over real HTTP: it speaks one dialect, translates a text
/// by putting the language in front of it, and misbehaves once for each fault that it was given.
public final class StandIn implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final int MEGABYTES = 17;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Speech speech;
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /// How a service of one kind reads calls and writes answers.
  public interface Speech {
    /// What is refused whatever the texts are: a wrong path, a wrong key, a language that the
    /// service does not know; null when nothing is.
    @Nullable Spoken refusal(Heard call);

    List<String> texts(Heard call);

    String language(Heard call);

    Object answer(List<Object> texts);
  }

  /// A request as it came.
  ///
  /// @param bytes of its body
  public record Heard(
      String method, URI address, Map<String, String> headers, int bytes, JsonNode body) {
    String path() {
      return address.getPath();
    }

    String query() {
      return String.valueOf(address.getQuery());
    }
  }

  /// A response as it goes.
  public record Spoken(int status, Map<String, String> headers, String body) {
    static Spoken json(int status, Object body) {
      return new Spoken(status, Map.of(), JSON.valueToTree(body).toString());
    }
  }

  /// How a service misbehaves.
  public sealed interface Fault {
    /// Answers this instead.
    record Says(Spoken spoken) implements Fault {}

    /// Answers with other texts than it should.
    record Lies(UnaryOperator<List<Object>> lie) implements Fault {}

    /// Takes the call and is silent, until the stand-in is closed.
    record Silent() implements Fault {}

    /// Begins an answer and does not go on.
    record Stuck() implements Fault {}

    /// Breaks off in the middle of an answer.
    record Cut() implements Fault {}

    /// Answers with more than anybody should read.
    record Huge() implements Fault {}
  }

  public StandIn(Speech speech) {
    this.speech = speech;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  /// Where it is, without a slash at the end.
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Misbehaves once, after the faults that it was given before.
  public StandIn then(Fault fault) {
    faults.add(fault);
    return this;
  }

  /// Refuses once.
  public StandIn thenSays(int status, Object body) {
    return then(new Fault.Says(Spoken.json(status, body)));
  }

  /// Everything that it was asked.
  public List<Heard> heard() {
    return List.copyOf(heard);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var call = heard(exchange);
      heard.add(call);
      switch (faults.poll()) {
        case null -> speak(exchange, spoken(call, texts -> texts));
        case Fault.Says says -> speak(exchange, says.spoken());
        case Fault.Lies lies -> speak(exchange, spoken(call, lies.lie()));
        case Fault.Silent _ -> waitForEnd();
        case Fault.Stuck _ -> {
          begin(exchange);
          waitForEnd();
        }
        case Fault.Cut _ -> begin(exchange);
        case Fault.Huge _ ->
            speak(exchange, new Spoken(200, Map.of(), "[" + " ".repeat(MEGABYTES << 20)));
      }
    }
  }

  private Spoken spoken(Heard call, UnaryOperator<List<Object>> lie) {
    var refusal = speech.refusal(call);
    if (refusal != null) {
      return refusal;
    }
    var language = speech.language(call);
    List<Object> texts =
        speech.texts(call).stream().<Object>map(text -> translated(text, language)).toList();
    return Spoken.json(200, speech.answer(lie.apply(texts)));
  }

  /// What the stand-in makes of a text.
  public static String translated(String text, String language) {
    return "(" + language + ") " + text;
  }

  private static void begin(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 1_000);
    exchange.getResponseBody().write("{\"tr".getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }

  private static void speak(HttpExchange exchange, Spoken spoken) throws IOException {
    spoken.headers().forEach(exchange.getResponseHeaders()::set);
    var body = spoken.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(spoken.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private void waitForEnd() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Heard heard(HttpExchange exchange) throws IOException {
    var headers = new TreeMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    var body = exchange.getRequestBody().readAllBytes();
    return new Heard(
        exchange.getRequestMethod(),
        exchange.getRequestURI(),
        headers,
        body.length,
        JSON.readTree(body));
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
