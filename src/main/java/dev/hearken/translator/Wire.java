package dev.hearken.translator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hearken.translator.Translator.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Sends calls to a service over HTTP and makes an answer of whatever comes back.
///
/// Redirects are not followed, for the key would go with them. A call has one time limit from its
/// first byte to the last byte of what comes back, of which no more than 16 MiB are read.
final class Wire implements AutoCloseable {
  private static final long LARGEST_ANSWER = 16 << 20;
  private static final int OK = 200;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Refusals refusals;
  private final Duration timeout;
  private final HttpClient client;

  Wire(String service, Secrets secrets, Duration timeout, Clock clock) {
    this.refusals = new Refusals(service, secrets, clock);
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  Answer send(Call call, Dialect dialect) {
    var request = HttpRequest.newBuilder(call.address()).timeout(timeout);
    call.headers().forEach(request::header);
    request
        .header("Content-Type", "application/json; charset=utf-8")
        .header("Accept", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes(call.body())));
    var coming =
        client.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    try {
      return read(call, dialect, coming.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return refusals.broken("did not answer within %s".formatted(shown(timeout)));
    } catch (ExecutionException e) {
      return refusals.broken(reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return refusals.broken("was not waited for");
    } finally {
      end(coming);
    }
  }

  /// A call that nobody waits for any longer is cut off.
  private static void end(CompletableFuture<?> coming) {
    coming.cancel(true);
  }

  private Answer read(Call call, Dialect dialect, HttpResponse<byte[]> response) {
    var body = json(response.body());
    if (response.statusCode() != OK) {
      return refusals.refused(call, dialect, response, body);
    }
    try {
      return new Answer.Translated(Plausible.texts(call.texts(), dialect.texts(body)));
    } catch (Dialect.Nonsense e) {
      return refusals.broken("answered with nonsense: " + e.getMessage());
    }
  }

  private static byte[] bytes(JsonNode body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A call cannot be written", e);
    }
  }

  private static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  /// The messages of the JDK name addresses and headers: they are not passed on.
  private static String reason(Throwable broken) {
    if (hasCause(broken, HttpTimeoutException.class)) {
      return "did not answer in time";
    }
    if (hasCause(broken, UnresolvedAddressException.class)) {
      return "has an address that cannot be found";
    }
    if (hasCause(broken, SSLException.class)) {
      return "does not speak TLS as it should, or has a certificate that is not trusted";
    }
    return hasCause(broken, ConnectException.class)
        ? "cannot be reached"
        : "broke off, or answered with more than %d MiB".formatted(LARGEST_ANSWER >> 20);
  }

  private static boolean hasCause(Throwable thrown, Class<? extends Exception> cause) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (cause.isInstance(each)) {
        return true;
      }
    }
    return false;
  }

  private static String shown(Duration time) {
    return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
