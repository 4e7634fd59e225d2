package dev.hearken.translationbench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A service that speaks as LibreTranslate does, on this machine: at once, unless it is to fail, to
/// be silent or to be left alone. It can be killed, and comes back at its address.
final class Interpreter implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Random random;
  private final double failing;
  private final double silent;
  private final AtomicLong calls = new AtomicLong();
  private final Map<String, Integer> bought = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean resting;
  private final int port;
  private @Nullable HttpServer server;

  /// @param failing which part of the calls is answered with an error
  /// @param silent which part is not answered
  Interpreter(long seed, double failing, double silent) throws IOException {
    this.random = new Random(seed);
    this.failing = failing;
    this.silent = silent;
    this.port = begin(0);
  }

  private int begin(int wanted) throws IOException {
    var begun =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
    begun.setExecutor(task -> Thread.ofVirtual().start(task));
    begun.createContext("/translate", this::take);
    begun.start();
    server = begun;
    return begun.getAddress().getPort();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// What it makes of a text.
  static String translated(String text) {
    return "(en) " + text;
  }

  /// Asks to be left alone, or no longer.
  void rest(boolean wanted) {
    resting = wanted;
  }

  long calls() {
    return calls.get();
  }

  /// How many texts were translated, each counted once.
  long different() {
    return bought.size();
  }

  /// How many were translated again.
  long again() {
    return bought.values().stream().mapToLong(count -> count - 1L).sum();
  }

  /// Breaks off everything, and is away.
  void kill() {
    var killed = server;
    if (killed != null) {
      killed.stop(0);
      server = null;
    }
  }

  void comeBack() throws IOException {
    begin(port);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      calls.incrementAndGet();
      var texts = new ArrayList<String>();
      JSON.readTree(exchange.getRequestBody()).path("q").forEach(q -> texts.add(q.asText()));
      double fate = fate();
      if (resting) {
        exchange.getResponseHeaders().set("Retry-After", "3600");
        answer(exchange, 429, Map.of("error", "Slowdown: too many requests"));
      } else if (fate < failing) {
        answer(exchange, 500, Map.of("error", "It did not work."));
      } else if (fate < failing + silent) {
        await();
      } else {
        texts.forEach(text -> bought.merge(text, 1, Integer::sum));
        answer(exchange, 200, Map.of("translatedText", all(texts)));
      }
    }
  }

  private synchronized double fate() {
    return random.nextDouble();
  }

  private static List<String> all(List<String> texts) {
    return texts.stream().map(Interpreter::translated).toList();
  }

  private void await() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, Map<String, ?> body)
      throws IOException {
    var bytes = JSON.writeValueAsString(new HashMap<>(body)).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closed.countDown();
    kill();
  }
}
