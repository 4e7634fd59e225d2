package dev.hearken.translationbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// The same sentences in several languages: a file for each, a sentence in each line behind its id.
///
/// @param byLanguage by the code of the language, then by id
record Sentences(Map<String, Map<String, String>> byLanguage) {
  private static final String ENDING = ".txt";

  /// @param folder holds files such as `en.txt`
  static Sentences in(Path folder) throws IOException {
    var byLanguage = new TreeMap<String, Map<String, String>>();
    try (var files = Files.list(folder)) {
      for (var file : files.sorted().toList()) {
        var name = file.getFileName().toString();
        if (name.endsWith(ENDING)) {
          byLanguage.put(name.substring(0, name.length() - ENDING.length()), read(file));
        }
      }
    }
    return new Sentences(byLanguage);
  }

  private static Map<String, String> read(Path file) throws IOException {
    var sentences = new LinkedHashMap<String, String>();
    for (var line : Files.readAllLines(file)) {
      int tab = line.indexOf('\t');
      if (tab > 0) {
        sentences.put(line.substring(0, tab), line.substring(tab + 1));
      }
    }
    return sentences;
  }

  /// The first words of a text.
  static String first(int words, String text) {
    var all = text.split(" ", -1);
    return words >= all.length ? text : String.join(" ", Arrays.copyOf(all, words));
  }
}
