package dev.hearken.hostile;

import dev.hearken.http.Route;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request on its way from the documented one to a hostile one. Its head is sent a byte for each
/// character.
final class Draft {
  Route route;
  String method;
  String target;
  String version = "HTTP/1.1";
  String lineEnd = "\r\n";
  final List<String> headers = new ArrayList<>();
  byte[] body = {};

  /// Does a header of the draft already say how long the body is?
  boolean framed;

  /// Instead of everything above.
  byte @Nullable [] raw;

  Attack.Manner manner = Attack.Manner.WHOLE;

  /// How many bytes are sent, or sent at once; all of them unless it is set.
  int part = Integer.MAX_VALUE;

  int answers = 1;
  boolean mayClose;

  Draft(Route route, String target, String token) {
    this.route = route;
    this.method = route.method();
    this.target = target;
    headers.add("Host: localhost");
    headers.add("Authorization: Bearer " + token);
  }

  /// Begins anew as another one.
  void become(Draft other) {
    route = other.route;
    method = other.method;
    target = other.target;
    headers.clear();
    headers.addAll(other.headers);
    body = other.body;
  }

  Draft json(String text) {
    return body(text.getBytes(StandardCharsets.UTF_8));
  }

  Draft body(byte[] bytes) {
    body = bytes;
    return this;
  }

  void replace(String name, String line) {
    headers.removeIf(header -> header.startsWith(name + ":"));
    headers.add(line);
  }

  /// The body in these chunks.
  void chunked(String... chunks) {
    framed = true;
    headers.add("Transfer-Encoding: chunked");
    body = String.join("", chunks).getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Sends it only in part, and then there may be nothing to be answered.
  void send(Attack.Manner how, int bytes) {
    manner = how;
    part = bytes;
    mayClose = how != Attack.Manner.WHOLE;
  }

  /// Sends all of it and that there is no more: it may promise more than comes.
  void sendAndEnd() {
    send(Attack.Manner.HALF, Integer.MAX_VALUE);
    mayClose = false;
  }

  byte[] bytes() {
    if (raw != null) {
      return raw;
    }
    var head = new StringBuilder(method + " " + target + " " + version + lineEnd);
    headers.forEach(header -> head.append(header).append(lineEnd));
    if (body.length > 0 && !framed) {
      if (headers.stream().noneMatch(header -> header.startsWith("Content-Type"))) {
        head.append("Content-Type: application/json").append(lineEnd);
      }
      head.append("Content-Length: ").append(body.length).append(lineEnd);
    }
    head.append(lineEnd);
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  Attack attack(long number, String kind) {
    var bytes = bytes();
    return new Attack(
        number,
        kind,
        route,
        bytes,
        manner,
        Math.min(part, bytes.length),
        method.equals("HEAD") && raw == null,
        answers,
        mayClose);
  }
}
