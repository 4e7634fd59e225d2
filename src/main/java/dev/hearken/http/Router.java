package dev.hearken.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds the route of a path: a tree of segments, in which a word is tried before `id:` and that
/// before a variable.
final class Router {
  private static final String ID = "id:";

  private final Node root = new Node();
  private final String basePath;
  private final List<Route> routes;

  /// @param basePath a prefix under which every route can be reached too, such as `/org/tenant`;
  ///   empty for none
  Router(List<Route> routes, String basePath) {
    this.routes = List.copyOf(routes);
    this.basePath = basePath;
    for (var route : routes) {
      root.add(route);
    }
  }

  List<Route> routes() {
    return routes;
  }

  /// A route and the values of its variables.
  ///
  /// @param root the way from the path back to the root, as a relative link: `./` or `../`
  record Match(Route route, Map<String, String> variables, String root) {}

  /// @param path the path as it was sent, still encoded
  Match match(String method, String path) {
    var inside = path.startsWith(basePath + "/") ? path.substring(basePath.length()) : path;
    var segments = Segments.of(inside);
    var values = new ArrayList<String>();
    var node = root.find(segments, 0, values);
    if (node == null) {
      throw new Refusal.NotFound("There is nothing at the path %s.".formatted(Shown.of(path)));
    }
    var route = node.routes.get(method.equals("HEAD") ? "GET" : method);
    if (route == null) {
      throw new Refusal.MethodNotAllowed(method, node.allowed());
    }
    return new Match(route, named(route, values), Segments.toRoot(inside));
  }

  private static Map<String, String> named(Route route, List<String> values) {
    var variables = new HashMap<String, String>();
    int next = 0;
    for (var segment : route.template().split("/", -1)) {
      if (segment.endsWith("}")) {
        var name = segment.substring(segment.indexOf('{') + 1, segment.length() - 1);
        variables.put(name, values.get(next++));
      }
    }
    return variables;
  }

  private static final class Node {
    private final Map<String, Node> words = new HashMap<>();
    private final Map<String, Route> routes = new TreeMap<>();
    private @Nullable Node id;
    private @Nullable Node variable;

    void add(Route route) {
      var node = this;
      for (var segment : Segments.of(route.template())) {
        node = node.child(segment);
      }
      if (node.routes.put(route.method(), route) != null) {
        throw new IllegalStateException("Two routes for " + route);
      }
    }

    private Node child(String segment) {
      if (segment.startsWith(ID + "{")) {
        id = id == null ? new Node() : id;
        return id;
      }
      if (segment.startsWith("{")) {
        variable = variable == null ? new Node() : variable;
        return variable;
      }
      return words.computeIfAbsent(segment, _ -> new Node());
    }

    /// The node that the segments from `depth` on lead to, with the values of the variables on the
    /// way.
    @Nullable Node find(List<String> segments, int depth, List<String> values) {
      if (depth == segments.size()) {
        return routes.isEmpty() ? null : this;
      }
      var segment = segments.get(depth);
      var word = words.get(segment);
      var found = word == null ? null : word.find(segments, depth + 1, values);
      if (found == null && id != null && segment.startsWith(ID)) {
        return id.findWith(segment.substring(ID.length()), segments, depth, values);
      }
      if (found == null && variable != null) {
        return variable.findWith(segment, segments, depth, values);
      }
      return found;
    }

    private @Nullable Node findWith(
        String value, List<String> segments, int depth, List<String> values) {
      values.add(value);
      var found = find(segments, depth + 1, values);
      if (found == null) {
        values.removeLast();
      }
      return found;
    }

    List<String> allowed() {
      var methods = new ArrayList<>(routes.keySet());
      if (methods.contains("GET")) {
        methods.add(methods.indexOf("GET") + 1, "HEAD");
      }
      return methods;
    }
  }
}
