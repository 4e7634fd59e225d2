package dev.hearken.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// The words of all languages together: a mail may be written in one and quote in another, and no
/// language has to be told first. One file a language; CONTRIBUTING.md says how to add one.
public final class Vocabulary {
  /// What words are for. A file names them as its keys.
  public enum Use {
    OPENING,
    WROTE,
    FROM,
    SENT,
    TO,
    CC,
    SUBJECT,
    OTHER,
    ORIGINAL,
    FORWARDED,
    END,
    ABOVE,
    GREETING,
    CLOSING,
    TEAM,
    POSTSCRIPT,
    SENT_FROM,
    DEVICE,
    DISCLAIMER,
    NOTICE,
    LIST,
    WARNING,
    EXTERNAL,
    CONTACT;

    String key() {
      return Plain.lower(name().replace('_', ' '));
    }
  }

  public static final List<Use> HEADERS =
      List.of(Use.FROM, Use.SENT, Use.TO, Use.CC, Use.SUBJECT, Use.OTHER);

  /// What is looked for in most lines, wherever words begin and not only where the line does.
  static final Set<Use> EVERYWHERE =
      Set.of(Use.ABOVE, Use.NOTICE, Use.DISCLAIMER, Use.LIST, Use.SENT_FROM);

  /// What is looked for so in few.
  private static final Set<Use> WITHIN = Set.of(Use.DEVICE, Use.EXTERNAL, Use.WROTE, Use.TEAM);

  private static final Pattern BAR = Pattern.compile("\\|");

  private final PhraseTree tree;
  private final Map<Use, Phrases> phrases = new EnumMap<>(Use.class);
  private final Phrases footers;
  private final Map<String, List<Use>> headers = new HashMap<>();

  private Vocabulary(Map<Use, List<String>> words) {
    tree = new PhraseTree(words);
    for (var use : Use.values()) {
      phrases.put(use, any(List.of(use)));
    }
    footers = any(List.of(Use.NOTICE, Use.DISCLAIMER, Use.LIST));
    for (var use : HEADERS) {
      for (var name : words.getOrDefault(use, List.of())) {
        headers.computeIfAbsent(name, _ -> new ArrayList<>()).add(use);
      }
    }
  }

  public Phrases of(Use use) {
    return Objects.requireNonNull(phrases.get(use));
  }

  /// The lines of a text; they know which of the phrases may stand in them.
  public List<Line> linesOf(String text) {
    var letters = Letters.rough(text);
    var lines = new ArrayList<Line>();
    var blank = new Line("", letters, 0, tree);
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      var line = text.substring(start, end);
      lines.add(line.isEmpty() ? blank : new Line(line, letters, start, tree));
      start = end + 1;
    }
    lines.add(new Line(text.substring(start), letters, start, tree));
    return lines;
  }

  /// Those of notices, disclaimers and lists.
  public Phrases footers() {
    return footers;
  }

  /// Those of several uses together, so that a text is looked through once.
  public Phrases any(Collection<Use> uses) {
    return new Phrases(tree, uses);
  }

  /// What a header of this name may be, in one language or another.
  public List<Use> header(String lower) {
    return headers.getOrDefault(lower, List.of());
  }

  /// All that the project brings along.
  public static Vocabulary read() {
    var words = new EnumMap<Use, List<String>>(Use.class);
    for (var language : lines("languages.txt")) {
      read(language + ".txt", lines("languages/" + language + ".txt"))
          .forEach((use, list) -> words.computeIfAbsent(use, _ -> new ArrayList<>()).addAll(list));
    }
    return new Vocabulary(words);
  }

  /// The words of one language's file.
  public static Map<Use, List<String>> read(String name, List<String> lines) {
    var words = new EnumMap<Use, List<String>>(Use.class);
    for (var line : lines) {
      int colon = line.indexOf(':');
      var key = colon < 0 ? line : line.substring(0, colon);
      var use =
          Arrays.stream(Use.values())
              .filter(each -> each.key().equals(key.strip()))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(name + ": no such key: " + key));
      for (var phrase : BAR.split(line.substring(colon + 1), -1)) {
        var plain = Plain.lower(Plain.of(phrase));
        if ((EVERYWHERE.contains(use) || WITHIN.contains(use))
            && !plain.isEmpty()
            && !Character.isLetterOrDigit(plain.codePointAt(0))) {
          throw new IllegalArgumentException(
              name + ": " + use.key() + ": begins with no letter or digit: " + plain);
        }
        if (!plain.isEmpty()) {
          words.computeIfAbsent(use, _ -> new ArrayList<>()).add(plain);
        }
      }
    }
    return words;
  }

  /// The lines of a file beside this class, without comments.
  public static List<String> lines(String name) {
    try (InputStream in = Vocabulary.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
