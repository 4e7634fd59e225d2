package dev.hearken;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearken.http.Answer;
import dev.hearken.http.Route;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The contract must notice what is wrong, or it holds nothing.
class ContractTest {
  private static final String ID = "/api/v1/sources/id:0123456789abcdef";
  private static final String NAME = "/api/v1/sources/p/s";

  private static final Contract CONTRACT =
      new Contract(
          List.of(
              Route.delete("/api/v1/sources/id:{source}", _ -> Answer.ok()),
              Route.put("/api/v1/sources/{project}/{source}", _ -> Answer.ok())),
          "");

  private record Reply(URI uri, int statusCode, HttpHeaders headers, String body)
      implements HttpResponse<String> {
    @Override
    public HttpRequest request() {
      return HttpRequest.newBuilder(uri).build();
    }

    @Override
    public Optional<HttpResponse<String>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }

  private static ThrowingCallable checking(
      String method, String path, @Nullable String sent, int status, String type, String body) {
    var headers = HttpHeaders.of(Map.of("Content-Type", List.of(type)), (_, _) -> true);
    var uri = URI.create("http://127.0.0.1" + path);
    return () -> CONTRACT.check(method, sent, new Reply(uri, status, headers, body));
  }

  private static ThrowingCallable deleting(String path, int status, String body) {
    return checking("DELETE", path, null, status, "application/json", body);
  }

  @Test
  void whatIsDescribedPasses() {
    assertThatCode(deleting(ID, 200, "{\"status\":\"ok\"}")).doesNotThrowAnyException();
    assertThatCode(deleting(ID, 404, "{\"status\":\"error\",\"message\":\"No.\"}"))
        .doesNotThrowAnyException();
  }

  @Test
  void statusesFieldsAndTypesThatAreNotDescribedFail() {
    for (var wrong :
        List.of(
            deleting(ID, 409, "{\"status\":\"error\",\"message\":\"No.\"}"),
            deleting(ID, 200, "{\"status\":\"ok\",\"more\":1}"),
            deleting(ID, 200, "{\"status\":\"error\"}"),
            deleting(ID, 200, "{}"),
            deleting(ID, 404, "{\"status\":\"error\"}"),
            deleting("/nowhere", 404, "{\"status\":\"ok\"}"),
            deleting("/nowhere", 200, "{\"status\":\"ok\"}"),
            // The header Retry-After is described, and missing.
            deleting(ID, 503, "{\"status\":\"error\",\"message\":\"No.\"}"),
            checking("DELETE", ID, null, 200, "text/html", "{\"status\":\"ok\"}"))) {
      assertThatThrownBy(wrong).isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void acceptingWhatTheDescriptionRefusesFailsAndSoDoesTheReverse() {
    assertThatThrownBy(deleting("/api/v1/sources/id:xyz", 200, "{\"status\":\"ok\"}"))
        .hasMessageContaining("was accepted");
    var refusal = "{\"status\":\"error\",\"message\":\"Too long.\"}";
    assertThatThrownBy(deleting(ID, 400, refusal)).hasMessageContaining("was refused");
    assertThatThrownBy(checking("PUT", NAME, "{\"source\":{}}", 400, "application/json", refusal))
        .hasMessageContaining("was refused");
    assertThatCode(checking("PUT", NAME, "{}", 400, "application/json", refusal))
        .doesNotThrowAnyException();
  }
}
