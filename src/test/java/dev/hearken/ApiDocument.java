package dev.hearken;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hearken.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The description of the API, as tests ask it.
public final class ApiDocument {
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(10_000)
                      .maxStringLength(100 << 20)
                      .build())
              .build());

  private static final ApiDocument DOCUMENT = new ApiDocument();

  private final JsonNode document;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

  private ApiDocument() {
    try (var in = Hearken.class.getResourceAsStream("/dev/hearken/ui/openapi.json")) {
      document = JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ApiDocument read() {
    return DOCUMENT;
  }

  /// A text as JSON, if it is some.
  public static Optional<JsonNode> json(String text) {
    try {
      return Optional.of(JSON.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  public JsonNode root() {
    return document;
  }

  /// What is said of a route; missing when there is nothing.
  public JsonNode operation(Route route) {
    return document
        .path("paths")
        .path(route.template())
        .path(route.method().toLowerCase(Locale.ROOT));
  }

  /// What is said of an answer with this status.
  public JsonNode answer(JsonNode operation, int status) {
    return resolved(operation.path("responses").path(String.valueOf(status)));
  }

  /// The schema of the body; missing when there is none.
  public JsonNode body(JsonNode operation) {
    return operation.at("/requestBody/content/application~1json/schema");
  }

  public JsonNode schema(String name) {
    return document.at("/components/schemas/" + name);
  }

  /// What a reference stands for; any other node is itself.
  public JsonNode resolved(JsonNode node) {
    return node.path("$ref").isTextual()
        ? document.at(node.get("$ref").textValue().substring(1))
        : node;
  }

  /// What is wrong with a value.
  public List<String> errors(JsonNode schema, JsonNode value) {
    return schemas.computeIfAbsent(schema, this::compiled).validate(value).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  /// A schema with all that it may refer to.
  private Schema compiled(JsonNode schema) {
    ObjectNode whole = JSON.createObjectNode();
    whole.setAll((ObjectNode) schema);
    whole.set("$defs", document.at("/components/schemas"));
    var text = whole.toString().replace("#/components/schemas/", "#/$defs/");
    return registry.getSchema(json(text).orElseThrow());
  }

  /// Are these values of the variables in the path as described?
  public boolean takesVariables(JsonNode operation, Map<String, String> variables) {
    for (var reference : operation.path("parameters")) {
      var parameter = resolved(reference);
      var value = variables.get(parameter.path("name").textValue());
      if (parameter.path("in").textValue().equals("path")
          && (value == null
              || !errors(parameter.path("schema"), TextNode.valueOf(value)).isEmpty())) {
        return false;
      }
    }
    return true;
  }

  /// Is this body as described, or left out where it may be? Where none is, none is looked at.
  public boolean takesBody(JsonNode operation, String body) {
    var schema = body(operation);
    return schema.isMissingNode()
        || (body.isEmpty() && !operation.at("/requestBody/required").asBoolean())
        || json(body).map(value -> errors(schema, value).isEmpty()).orElse(false);
  }
}
