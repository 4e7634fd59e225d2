package dev.hearken.translator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.regex.Pattern;

/// A pair of languages of Apertium: the programs that a text goes through, as its file of the
/// folder of modes names them.
///
/// @param programs each with its arguments, and told to pass a text on at its end
record ApertiumMode(List<List<String>> programs) {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|[^\\s'|]+|\\|");

  /// Words that nobody knows are to be left without a mark.
  private static final String GENERATION = "-n";

  private static final String FLUSH = "-z";

  /// The mode for a pair; nothing when there is none.
  ///
  /// @param from an ISO 639-1 code
  /// @param to an ISO 639-1 code
  static Optional<ApertiumMode> find(Path folder, String from, String to) throws IOException {
    for (var source : names(from)) {
      for (var target : names(to)) {
        var file = folder.resolve(source + "-" + target + ".mode");
        if (Files.isRegularFile(file)) {
          return Optional.of(read(Files.readString(file)));
        }
      }
    }
    return Optional.empty();
  }

  /// What a language is called in the names of modes: mostly by three letters, in older ones by
  /// two; what some take for several languages is one to Apertium.
  private static List<String> names(String code) {
    var names = new ArrayList<String>();
    var language = new Codes(Map.of()).of(code);
    switch (language) {
      case "sr", "hr", "bs" -> names.add("hbs");
      case "no" -> names.add("nob");
      default -> {}
    }
    try {
      names.add(Locale.of(language).getISO3Language());
    } catch (MissingResourceException e) {
      // A language without three letters has no mode.
    }
    names.add(language);
    return names.stream().filter(name -> name.matches("[a-z]{2,3}")).toList();
  }

  /// @param mode programs behind each other, as for a shell; `$1` and `$2` stand for options
  static ApertiumMode read(String mode) {
    var programs = new ArrayList<List<String>>();
    var program = new ArrayList<String>();
    var words = WORD.matcher(mode);
    while (words.find()) {
      var word = words.group(1) == null ? words.group() : words.group(1);
      switch (word) {
        case "|" -> {
          programs.add(List.copyOf(program));
          program.clear();
        }
        case "$1" -> program.add(GENERATION);
        case "$2" -> {}
        default -> {
          program.add(word);
          if (program.size() == 1) {
            program.add(FLUSH);
          }
        }
      }
    }
    programs.add(List.copyOf(program));
    programs.removeIf(List::isEmpty);
    return new ApertiumMode(List.copyOf(programs));
  }
}
