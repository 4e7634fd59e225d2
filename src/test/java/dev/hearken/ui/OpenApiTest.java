package dev.hearken.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hearken.ApiDocument;
import dev.hearken.TestServer;
import dev.hearken.http.BodyKind;
import dev.hearken.http.Route;
import dev.hearken.user.Permission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The description of the API against the router, in both directions, and against the standard.
/// That answers are as described is looked at in every test that asks a [TestServer].
@Tag("database")
class OpenApiTest {
  private static final String STANDARD = "https://spec.openapis.org/";
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
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

  private static List<JsonNode> operations() {
    return server.routes().stream().map(API::operation).toList();
  }

  @Test
  void everyRouteIsDescribedAndNothingElse() {
    var described = new TreeSet<String>();
    for (var path : API.root().path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        described.add(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
      }
    }

    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            server.routes().stream().map(Route::toString).toList());
  }

  @Test
  void openRoutesAndBodiesAreDescribedAsTheyAre() {
    for (var route : server.routes()) {
      var operation = API.operation(route);
      assertThat(operation.has("security")).as(route + " is open").isEqualTo(route.open());
      assertThat(operation.path("security")).as(route + " is open").isEmpty();
      assertThat(operation.has("x-permissions"))
          .as(route + " is closed")
          .isNotEqualTo(route.open());
      assertThat(operation.has("requestBody"))
          .as(route + " reads a body")
          .isEqualTo(route.bodyLimit() > 0);
      assertThat(operation.at("/requestBody/required").asBoolean())
          .as(route + " needs a body")
          .isEqualTo(route.bodyLimit() > 0 && route.bodyKind() != BodyKind.NOTHING);
      var described = new HashSet<String>();
      for (var parameter : operation.path("parameters")) {
        var resolved = API.resolved(parameter);
        if (resolved.path("in").textValue().equals("path")) {
          described.add(resolved.path("name").textValue());
        }
      }
      assertThat(described)
          .as(route.toString())
          .isEqualTo(
              Set.copyOf(
                  VARIABLE.matcher(route.template()).results().map(m -> m.group(1)).toList()));
    }
  }

  @Test
  void theDocumentIsValidByTheStandard() {
    var registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder ->
                builder.schemaIdResolvers(
                    resolvers -> resolvers.mapPrefix(STANDARD, "classpath:spec.openapis.org/")));
    var standard =
        registry.getSchema(SchemaLocation.of(STANDARD + "oas/3.1/schema-base/2022-10-07"));

    assertThat(standard.validate(API.root())).isEmpty();
    var broken = API.root().deepCopy();
    ((com.fasterxml.jackson.databind.node.ObjectNode) broken.at("/components/schemas/Id"))
        .put("type", "strin");
    assertThat(standard.validate(broken)).isNotEmpty();
  }

  @Test
  void everyReferenceLeadsSomewhereAndEveryPartIsUsed() {
    var references = new TreeSet<String>();
    API.root()
        .findValuesAsText("$ref")
        .forEach(reference -> {
          references.add(reference);
          assertThat(API.root().at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
        });
    for (var kind : List.of("parameters", "responses", "schemas")) {
      for (var part : API.root().path("components").path(kind).properties()) {
        assertThat(references).contains("#/components/" + kind + "/" + part.getKey());
      }
    }
  }

  @Test
  void everyOperationHasANameOfItsOwnAndATag() {
    var tags = API.root().path("tags").findValuesAsText("name");
    assertThat(operations().stream().map(each -> each.path("operationId").asText()))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z][A-Za-z]+"));
    assertThat(operations()).allMatch(each -> tags.contains(each.at("/tags/0").asText()));
    assertThat(operations()).allMatch(each -> !each.path("summary").asText().isBlank());
  }

  @Test
  void permissionsAreThoseThatExist() {
    for (var operation : operations()) {
      for (var name : operation.path("x-permissions")) {
        var global = name.textValue().startsWith("global:");
        var permission = Permission.of(name.textValue().replace("global:", "")).orElseThrow();
        assertThat(permission.inProjects()).as(name.textValue()).isNotEqualTo(global);
        assertThat(operation.path("description").asText()).contains("`" + permission.wire() + "`");
      }
    }
  }

  @Test
  void everyExampleIsAsDescribed() {
    var examples = new ArrayList<JsonNode>();
    for (var holder : API.root().findParents("example")) {
      examples.add(holder);
      assertThat(API.errors(holder.path("schema"), holder.path("example")))
          .as(holder.path("example").toString())
          .isEmpty();
    }
    assertThat(examples).hasSizeGreaterThan(30);
    assertThat(
            operations().stream()
                .filter(each -> each.at("/requestBody/content").has("application/json")))
        .hasSizeGreaterThan(10)
        .allMatch(each -> each.at("/requestBody/content/application~1json").has("example"));
  }

  @Test
  void patternsAreWrittenWithWhatEveryToolReads() {
    assertThat(API.root().findValuesAsText("pattern"))
        .isNotEmpty()
        .allMatch(pattern -> !pattern.contains("\\p"));
  }

  @Test
  void whatIsServedIsTheDocumentWithTheVersionInIt() {
    var served = server.with(null).get("/openapi.json");

    assertThat(served.json().at("/info/version").asText()).isNotEqualTo("{version}").isNotEmpty();
    assertThat(served.json().path("paths")).isEqualTo(API.root().path("paths"));
  }
}
