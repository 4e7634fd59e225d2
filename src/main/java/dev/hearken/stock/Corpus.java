package dev.hearken.stock;

import dev.hearken.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;

/// Comments made up from a seed: the same number is the same comment.
///
/// @param length of the text, about, in characters
/// @param markup whether the text comes with markup too, which repeats it in pieces
public record Corpus(long seed, int length, boolean markup) {
  /// With everything around it such a comment is 1 KB of JSON.
  private static final int LENGTH = 640;

  private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");

  /// Comments are so far apart.
  static final int SECONDS = 10;

  private static final String[] WORDS =
      """
      the a to and please invoice order delivery account was not yet received since Monday we have thank you
      regards Grüße café payment refund by is late again could confirm address number customer question about
      password reset login contract renewal price offer attached statement month because still waiting\
      """
          .split("\\s");

  public static Corpus plain(long seed) {
    return new Corpus(seed, LENGTH, false);
  }

  public static Corpus withMarkup(long seed) {
    return new Corpus(seed, LENGTH / 2, true);
  }

  public static Instant time(long number) {
    return BEGIN.plusSeconds(number * SECONDS);
  }

  public static String id(long number) {
    return "comment-%012d".formatted(number);
  }

  /// The fields of a comment behind its id.
  ///
  /// @param version another one has another text
  String fields(long number, int version) {
    var random = new SplittableRandom(seed * 31 + number);
    var to = word(random);
    var subject = text(random, 40);
    var score = random.nextInt(1_000) / 10.0;
    var body = text(new SplittableRandom(seed * 31 + number + version * 0x9e3779b9L), length);
    var at = Json.timestamp(time(number));
    return """
    "timestamp":"%s","thread_id":"thread-%09d","messages":[{"from":"customer-%d@example.com",\
    "to":["%s@example.com"],"sent_at":"%s","subject":{"text":"%s"},"body":{"text":"%s"%s}}],\
    "user_properties":{"string:Team":"%s","number:Score":%s}}\
    """
        .formatted(
            at,
            number / 3,
            random.nextInt(10_000),
            to,
            at,
            subject,
            body,
            markup ? ",\"text_markup\":" + marked(body) : "",
            word(random),
            score);
  }

  /// Writes so many of them, from the first on, into a file, one on each line.
  public void write(Path file, long count) throws IOException {
    try (var out = Files.newBufferedWriter(file)) {
      for (long number = 0; number < count; number++) {
        out.write("{\"id\":\"" + id(number) + "\"," + fields(number, 0) + "\n");
      }
    }
  }

  private static String marked(String text) {
    var tree = new StringBuilder("{\"tag\":\"div\",\"children\":[");
    for (int from = 0; from < text.length(); from += 80) {
      tree.append(from == 0 ? "" : ",")
          .append("{\"tag\":\"p\",\"text\":\"")
          .append(text, from, Math.min(from + 80, text.length()))
          .append("\"}");
    }
    return tree.append("]}").toString();
  }

  private static String text(SplittableRandom random, int length) {
    var text = new StringBuilder(length + 16).append(word(random));
    while (text.length() < length) {
      text.append(' ').append(word(random));
    }
    return text.toString();
  }

  private static String word(SplittableRandom random) {
    return WORDS[random.nextInt(WORDS.length)];
  }
}
