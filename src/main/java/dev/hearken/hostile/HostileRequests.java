package dev.hearken.hostile;

import dev.hearken.http.Route;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Makes hostile requests: each begins as a documented one to a route diced for, and then goes
/// wrong in one of many ways. The same seed and number make the same request, but for the token.
final class HostileRequests {
  private static final int SOURCES = 30;

  private final List<Route> routes;
  private final Function<Route, String> tokens;
  private final long seed;
  private final List<Kind> kinds;

  /// @param tokens a valid token for a route
  HostileRequests(List<Route> routes, Function<Route, String> tokens, long seed) {
    this.routes = List.copyOf(routes);
    this.tokens = tokens;
    this.seed = seed;
    this.kinds = kinds();
  }

  /// One way to go wrong.
  ///
  /// @param weight how often, compared with the others
  private record Kind(String name, int weight, Way way) {}

  @FunctionalInterface
  private interface Way {
    void go(Draft draft, Dice dice);
  }

  private List<Kind> kinds() {
    return List.of(
        new Kind("as documented", 400, (_, _) -> {}),
        new Kind("paths", 1_200, HostileHeads::path),
        new Kind("long lines", 10, HostileHeads::longLine),
        new Kind("queries", 400, HostileHeads::query),
        new Kind("methods", 700, HostileHeads::method),
        new Kind("tokens", 500, HostileHeads::token),
        new Kind("headers", 1_000, HostileHeads::headers),
        new Kind("line ends", 200, HostileHeads::lineEnds),
        new Kind("HTTP/1.0", 200, HostileHeads::older),
        new Kind("other protocols", 400, HostileHeads::otherProtocol),
        new Kind("lengths", 800, withBody(HostileBodies::lengths)),
        new Kind("chunks", 600, withBody(HostileBodies::chunks)),
        new Kind("random bytes", 400, withBody(HostileBodies::randomBytes)),
        new Kind("random JSON", 700, withBody(HostileBodies::randomJson)),
        new Kind("wrong types", 800, withBody(HostileBodies::wrongTypes)),
        new Kind("broken JSON", 700, withBody(HostileBodies::brokenJson)),
        new Kind("deep nesting", 150, withBody(HostileBodies::deep)),
        new Kind("large bodies", 10, withBody(HostileBodies::large)),
        new Kind("gzip", 200, withBody(HostileBodies::packed)),
        new Kind("content types", 300, withBody(HostileBodies::type)),
        new Kind("bodies for none", 200, HostileBodies::randomJson),
        new Kind("expectations", 200, withBody(HostileRequests::expectation)),
        new Kind("pipelines", 200, this::pipeline),
        new Kind("half closed", 500, (draft, dice) -> part(draft, dice, Attack.Manner.HALF)),
        new Kind("cut off", 700, (draft, dice) -> part(draft, dice, Attack.Manner.CUT)),
        new Kind("slow", 10, (draft, dice) -> part(draft, dice, Attack.Manner.SLOW)));
  }

  /// The names of all the ways.
  List<String> names() {
    return kinds.stream().map(Kind::name).toList();
  }

  Attack attack(long number) {
    var dice = new Dice(seed, number);
    int point = dice.below(kinds.stream().mapToInt(Kind::weight).sum());
    int next = 0;
    while (point >= kinds.get(next).weight()) {
      point -= kinds.get(next++).weight();
    }
    var kind = kinds.get(next);
    var draft = documented(dice);
    kind.way().go(draft, dice);
    return draft.attack(number, kind.name());
  }

  private Draft documented(Dice dice) {
    return documented(routes.get(dice.below(routes.size())), dice);
  }

  private Draft documented(Route route, Dice dice) {
    var draft = new Draft(route, target(route.template(), dice), tokens.apply(route));
    if (route.bodyLimit() > 0) {
      draft.json(HostileBodies.plausible(draft, dice));
    }
    return draft;
  }

  /// Few names, so that some are met again.
  private static String target(String template, Dice dice) {
    var target = new StringBuilder();
    for (var segment : template.substring(1).split("/", -1)) {
      target.append('/');
      if (!segment.endsWith("}")) {
        target.append(segment);
      } else if (segment.startsWith("id:")) {
        target.append("id:").append(dice.id());
      } else if (segment.equals("{user}")) {
        target.append(dice.id());
      } else {
        target.append(dice.one("hostile", "DefaultProject", "h" + dice.below(SOURCES)));
      }
    }
    return target.toString();
  }

  /// On a route that reads a body.
  private Way withBody(Way way) {
    var taking = routes.stream().filter(route -> route.bodyLimit() > 0).toList();
    return (draft, dice) -> {
      var other = documented(taking.get(dice.below(taking.size())), dice);
      draft.become(other);
      way.go(draft, dice);
    };
  }

  private static void expectation(Draft draft, Dice dice) {
    draft.headers.add("Expect: 100-continue");
    if (dice.once(2)) {
      HostileHeads.token(draft, dice);
    }
  }

  private void pipeline(Draft draft, Dice dice) {
    var bytes = new ByteArrayOutputStream();
    int count = 2 + dice.below(8);
    for (int i = 0; i < count; i++) {
      bytes.writeBytes(documented(dice).bytes());
    }
    draft.raw = bytes.toByteArray();
    draft.answers = count;
  }

  /// Any of the others, of which only a part is sent.
  private void part(Draft draft, Dice dice, Attack.Manner manner) {
    var small =
        Stream.of("as documented", "headers", "wrong types", "gzip", "chunks", "pipelines")
            .toList();
    var way = small.get(dice.below(small.size()));
    kinds.stream()
        .filter(kind -> kind.name().equals(way))
        .forEach(kind -> kind.way().go(draft, dice));
    // Of what is dripped the first answer is the end.
    draft.answers = manner == Attack.Manner.SLOW ? 1 : draft.answers;
    draft.send(manner, dice.below(draft.bytes().length + 1));
  }
}
