package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hearken.http.Matching;
import dev.hearken.http.Route;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Holds what was sent and answered against the description of the API: the status must be named
/// there, the answer must have its form, and a request that was accepted must have its form as
/// well. One that was refused as unreadable must not, unless for a reason that no schema can say.
final class Contract {
  /// What is refused of requests that every schema lets pass.
  private static final Pattern BEYOND_SCHEMAS =
      Pattern.compile(
          "cannot be stored|Duplicate field|nesting depth|no valid JSON|no valid gzip"
              + "|The query parameter|percent sign|but the path says|must be a time such as|none of this list"
              + "|a double can hold|have the same id and differ|has no Message-ID");

  private static final Set<Integer> OF_NO_ROUTE = Set.of(400, 404, 405);

  private final ApiDocument api = ApiDocument.read();
  private final Matching matching;

  Contract(List<Route> routes, String basePath) {
    matching = new Matching(routes, basePath);
  }

  void check(String method, @Nullable String sent, HttpResponse<String> response) {
    var found = matching.of(method, response.uri().getRawPath());
    var type = response.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
    var place = method + " " + response.uri() + " -> " + response.statusCode();
    if (found.isEmpty()) {
      assertThat(response.statusCode()).as(place).isIn(OF_NO_ROUTE);
      assertThat(type).as(place).isEqualTo("application/json");
      var body = ApiDocument.json(response.body()).orElseThrow();
      assertThat(api.errors(api.schema("Error"), body)).as(place).isEmpty();
      return;
    }
    var operation = api.operation(found.get().route());
    var answer = api.answer(operation, response.statusCode());
    if (answer.isMissingNode()) {
      fail("%s is not in the description: %s", place, response.body());
    }
    for (var header : answer.path("headers").properties()) {
      assertThat(response.headers().firstValue(header.getKey()))
          .as(place + " " + header.getKey())
          .isPresent();
    }
    var described = answer.path("content");
    if (!described.has(type) && described.has("*/*")) {
      checkRequest(place, operation, found.get().variables(), sent, response);
      return;
    }
    var content = described.path(type);
    assertThat(content.isMissingNode())
        .as("%s is of the undescribed type %s", place, type)
        .isFalse();
    if (!method.equals("HEAD")) {
      JsonNode body =
          type.equals("application/json")
              ? ApiDocument.json(response.body()).orElseThrow()
              : TextNode.valueOf(response.body());
      assertThat(api.errors(content.path("schema"), body))
          .as(place + " " + response.body())
          .isEmpty();
    }
    checkRequest(place, operation, found.get().variables(), sent, response);
  }

  private void checkRequest(
      String place,
      JsonNode operation,
      Map<String, String> variables,
      @Nullable String sent,
      HttpResponse<String> response) {
    boolean isDescribed =
        api.takesVariables(operation, variables)
            && api.takesBody(operation, sent == null ? "" : sent);
    if (response.statusCode() == 200) {
      assertThat(isDescribed)
          .as("%s was accepted, but the description refuses it: %s", place, sent)
          .isTrue();
    } else if (response.statusCode() == 400 && isDescribed) {
      assertThat(response.body())
          .as("%s was refused, but the description accepts it: %s", place, sent)
          .containsPattern(BEYOND_SCHEMAS);
    }
  }
}
