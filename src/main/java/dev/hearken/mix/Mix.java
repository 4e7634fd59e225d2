package dev.hearken.mix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What a bench does, in which shares.
///
/// @param pattern it is gone through again and again
public record Mix(String name, String what, List<Action> pattern) {
  public static final String PROJECT = "bench";
  public static final String LONG = "bench-long";
  public static final String SHORT = "bench-short";

  /// How many sources the projects have that are listed.
  public static final int LONG_LIST = 1_000;

  public static final int SHORT_LIST = 100;

  /// Every source in a project that is listed has this title.
  public static final String LISTED = "Listed";

  /// How many sources are read, and how many each who updates has to himself.
  public static final int READ = 100;

  public static final int UPDATED = 20;

  private static final String SOURCES = "/api/v1/sources/";
  private static final String BODY =
      """
      {"source": {"title": "%s", "description": "One of those that are measured.", \
      "sensitive_properties": ["iban"]}}\
      """;

  public static final Action GET = Action.get(SOURCES + PROJECT + "/read-#", "read-#", READ);

  public static final Action CREATE =
      new Action(
          "create",
          "PUT",
          SOURCES + PROJECT + "/made-#",
          BODY.formatted("Made @"),
          "title",
          "Made @",
          1,
          0,
          false);

  public static final Action UPDATE =
      new Action(
          "update",
          "POST",
          SOURCES + PROJECT + "/kept-#",
          BODY.formatted("Kept @"),
          "title",
          "Kept @",
          1,
          UPDATED,
          false);

  public static Mix read() {
    return new Mix("read", "GET of one source by name", List.of(GET));
  }

  public static Mix write() {
    return new Mix("write", "creates and updates of a source in turn", List.of(CREATE, UPDATE));
  }

  public static Mix list() {
    return new Mix(
        "list", "list of a project with 1,000 sources", List.of(listed(LONG, LONG_LIST)));
  }

  public static Mix mixed() {
    var pattern = new ArrayList<Action>();
    pattern.addAll(Collections.nCopies(16, GET));
    pattern.add(5, UPDATE);
    pattern.add(10, CREATE);
    pattern.add(15, UPDATE);
    pattern.add(listed(SHORT, SHORT_LIST));
    return new Mix(
        "mixed", "80 % get, 10 % update, 5 % create, 5 % list of 100", List.copyOf(pattern));
  }

  public static Action listed(String project, int items) {
    return Action.list(SOURCES + project, "title", LISTED, items);
  }

  /// Items in an answer, on average.
  public double items() {
    return pattern.stream().mapToInt(Action::items).average().orElse(1);
  }
}
