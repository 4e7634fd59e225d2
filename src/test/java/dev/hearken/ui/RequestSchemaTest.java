package dev.hearken.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hearken.ApiDocument;
import dev.hearken.TestServer;
import dev.hearken.http.BodyKind;
import dev.hearken.http.Route;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The schemas of the requests against what the server takes: the same fields, and of each field
/// the same values.
@Tag("database")
class RequestSchemaTest {
  private static final Pattern KNOWN = Pattern.compile("Unknown field '.*'; known here: (.*)\\.");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ApiDocument API = ApiDocument.read();

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<Route> routesWithBody() {
    return server.routes().stream()
        .filter(route -> route.bodyLimit() > 0 && route.bodyKind() != BodyKind.FILE)
        .toList();
  }

  private static ObjectNode example(Route route) {
    return API.operation(route).at("/requestBody/content/application~1json/example").deepCopy();
  }

  private static TestServer.Answer send(Route route, JsonNode body) {
    var path =
        route
            .template()
            .replace("{user}", "0123456789abcdef")
            .replaceAll("id:\\{\\w+}", "id:0123456789abcdef")
            .replaceAll("\\{\\w+}", "nowhere");
    return server.admin().send(route.method(), path, body.toString());
  }

  /// An object in an example whose fields are all described, and the schema that describes them.
  private record Level(String path, JsonNode schema) {}

  private static List<Level> levels(Route route) {
    var levels = new ArrayList<Level>();
    var top = API.resolved(API.body(API.operation(route)));
    levels.add(new Level("", top));
    for (var property : top.path("properties").properties()) {
      var schema = API.resolved(property.getValue());
      if (schema.path("additionalProperties").isBoolean()) {
        levels.add(new Level("/" + property.getKey(), schema));
      }
    }
    return levels;
  }

  @Test
  void theServerAndTheSchemasKnowTheSameFields() {
    for (var route : routesWithBody()) {
      for (var level : levels(route)) {
        var body = example(route);
        ((ObjectNode) body.at(level.path())).put("misspelt", 1);

        var refused = KNOWN.matcher(send(route, body).message());

        assertThat(refused.find()).as(route + level.path()).isTrue();
        var known = new TreeSet<>(Arrays.asList(refused.group(1).split(", ", -1)));
        known.remove("");
        var described = new TreeSet<String>();
        level.schema().path("properties").fieldNames().forEachRemaining(described::add);
        assertThat(known).as(route + level.path()).isEqualTo(described);
      }
    }
  }

  @Test
  void theServerAndTheSchemasRequireTheSameFields() {
    for (var route : routesWithBody()) {
      for (var level : levels(route)) {
        for (var field : level.schema().path("required")) {
          var body = example(route);
          ((ObjectNode) body.at(level.path())).remove(field.textValue());
          assertThat(send(route, body).message())
              .as(route + level.path())
              .contains(field.textValue() + "' is missing");
        }
      }
    }
  }

  /// The server's verdict on each is compared with the schema's where the request is sent, by the
  /// contract that every test server keeps.
  @Test
  void theServerAndTheSchemasTakeTheSameValues() {
    int sent = 0;
    for (var route : routesWithBody()) {
      for (var level : levels(route)) {
        for (var property : level.schema().path("properties").properties()) {
          for (var value : values(property.getKey(), property.getValue())) {
            var body = example(route);
            ((ObjectNode) body.at(level.path())).set(property.getKey(), value);
            var status = send(route, body).status();
            boolean described = API.errors(API.body(API.operation(route)), body).isEmpty();
            assertThat(status == 400)
                .as("%s %s: %.200s -> %d", route, level.path(), body, status)
                .isNotEqualTo(described);
            sent++;
          }
        }
      }
    }
    assertThat(sent).isGreaterThan(500);
  }

  /// What repeats the path must be equal to it, and continuations are sealed: no schema can say so.
  private static final Set<String> BEYOND_SCHEMAS = Set.of("owner", "name", "continuation");

  /// Values of every kind, and some on either side of each limit.
  private static List<JsonNode> values(String field, JsonNode described) {
    var schema = API.resolved(described);
    var values =
        new ArrayList<JsonNode>(
            List.of(
                NullNode.instance,
                BooleanNode.TRUE,
                IntNode.valueOf(0),
                IntNode.valueOf(-1),
                LongNode.valueOf(1L << 31),
                DoubleNode.valueOf(1.5),
                DoubleNode.valueOf(64.0),
                NODES.arrayNode(),
                NODES.arrayNode().add(1),
                NODES.arrayNode().addNull(),
                NODES.arrayNode().add("").add("x"),
                NODES.arrayNode().add("x"),
                NODES.arrayNode().add("0123456789abcdef"),
                NODES.objectNode()));
    if (schema.path("type").asText().equals("object")) {
      values.add(NODES.objectNode().set("p", NODES.arrayNode().add("")));
      values.add(NODES.objectNode().set("p", NullNode.instance));
      values.add(NODES.objectNode().set("p", texts(1_024, 128)));
      values.add(NODES.objectNode().set("p", texts(1_025, 8)));
      values.add(NODES.objectNode().set("p", texts(1, 129)));
      values.add(many(1_024));
      values.add(many(1_025));
    }
    if (schema.path("type").asText().equals("array")) {
      int most = schema.path("maxItems").asInt();
      values.add(texts(most, 5));
      values.add(texts(most + 1, 5));
      int longest = API.resolved(schema.path("items")).path("maxLength").asInt(16);
      values.add(texts(1, longest));
      values.add(texts(1, longest + 1));
    }
    if (!BEYOND_SCHEMAS.contains(field)) {
      for (var text :
          List.of(
              "",
              "x",
              "X y",
              "ä",
              "a@b",
              "a@b@c",
              "a b@c",
              "de",
              "DE",
              "xlm",
              "mULTILINGUAL",
              "emails",
              "0123456789abcdef",
              "0123456789ABCDEF",
              "generic.0.CONVKER5",
              "2026-01-31T12:00:00Z",
              "2026-01-31 12:00+0530",
              "2026-01-31",
              "2026-13-01T12:00:00Z",
              "2026-01-31T24:00:00Z",
              "0000-01-31T12:00:00Z")) {
        values.add(TextNode.valueOf(text));
      }
      for (int longest : List.of(16, 64, 128, 256, 320, 1_024, 16_384)) {
        values.add(TextNode.valueOf("x".repeat(longest)));
        values.add(TextNode.valueOf("x".repeat(longest + 1)));
        values.add(TextNode.valueOf("😀".repeat(longest)));
        values.add(TextNode.valueOf("x".repeat(longest - 2) + "@y"));
        values.add(TextNode.valueOf("x".repeat(longest - 1) + "@y"));
      }
    }
    return values;
  }

  /// So many different texts of this length.
  private static ArrayNode texts(int count, int length) {
    var texts = NODES.arrayNode();
    for (int i = 0; i < count; i++) {
      var number = String.valueOf(i);
      texts.add("x".repeat(length - number.length()) + number);
    }
    return texts;
  }

  private static ObjectNode many(int fields) {
    var object = NODES.objectNode();
    for (int i = 0; i < fields; i++) {
      object.set("p" + i, NODES.arrayNode());
    }
    return object;
  }
}
