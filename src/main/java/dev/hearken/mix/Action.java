package dev.hearken.mix;

import dev.hearken.load.HttpReader;
import java.nio.charset.StandardCharsets;

/// One kind of request, and what makes its answer right: so many items, each with this field. `#`
/// stands for the thing it is about, in the path also `$` for its number in four hex digits, and
/// `@` for the turn, which is another one each time.
///
/// @param body empty for none
/// @param things how many different ones there are; 0 when each turn has one of its own
/// @param shared whether all who do it are about the same things
public record Action(
    String name,
    String method,
    String path,
    String body,
    String field,
    String value,
    int items,
    int things,
    boolean shared) {
  /// Turns before they begin again.
  public static final int TURNS = 200;

  /// It in one of its turns.
  ///
  /// @param expected in the body, so many times as there are items
  /// @param value of a column, in so many rows
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  public record Once(String thing, String turn, byte[] request, byte[] expected, String value) {}

  public static Action get(String path, String value, int things) {
    return new Action("get", "GET", path, "", "name", value, 1, things, true);
  }

  public static Action list(String path, String field, String value, int items) {
    return new Action("list", "GET", path, "", field, value, items, 1, true);
  }

  /// The same, but all are about the same things.
  public Action together() {
    return new Action(name, method, path, body, field, value, items, things, true);
  }

  public Once once(int worker, int turn, String token) {
    var thing = thing(worker, turn);
    var turned = "t" + turn;
    var shown = filled(value, thing, turned);
    return new Once(
        thing,
        turned,
        HttpReader.request(method, path(worker, turn), token, filled(body, thing, turned)),
        "\"%s\":\"%s\"".formatted(field, shown).getBytes(StandardCharsets.UTF_8),
        shown);
  }

  /// No thing and no turn is a part of another that is met in the same place.
  private String thing(int worker, int turn) {
    return "n%dx%d".formatted(shared ? 0 : worker, things == 0 ? turn : turn % things);
  }

  private String path(int worker, int turn) {
    var number = "%04x".formatted(things == 0 ? turn : turn % things);
    return filled(path, thing(worker, turn), "t" + turn).replace("$", number);
  }

  public static String filled(String template, String thing, String turn) {
    return template.replace("#", thing).replace("@", turn);
  }
}
