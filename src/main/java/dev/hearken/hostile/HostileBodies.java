package dev.hearken.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/// What can be wrong with a body, and with what is said of its length.
final class HostileBodies {
  private static final String[] NAMES = {
    "source",
    "bucket",
    "project",
    "user",
    "title",
    "description",
    "language",
    "should_translate",
    "sensitive_properties",
    "_kind",
    "bucket_id",
    "email_transform_tag",
    "email_transform_version",
    "username",
    "email",
    "global_permissions",
    "organisation_permissions",
    "user_ids",
    "keyed_sync_states",
    "name",
    "owner"
  };

  private static final byte[] BOMB = gzip(new byte[10 << 20]);
  private static final byte[] JSON_BOMB =
      gzip(
          ("{\"source\":{\"title\":\"" + "x".repeat(10 << 20) + "\"}}")
              .getBytes(StandardCharsets.UTF_8));

  private HostileBodies() {}

  /// As documented, or nearly so.
  static String plausible(Draft draft, Dice dice) {
    var template = draft.route.template();
    if (template.contains("/sources/")) {
      return "{\"source\":{\"title\":\"T\",\"language\":\"%s\",\"sensitive_properties\":[\"iban\"]}}"
          .formatted(dice.one("en", "de", "Multilingual", "tlh"));
    }
    if (template.contains("/buckets/")) {
      return dice.one(
          "{\"bucket\":{\"title\":\"T\"}}", "{\"bucket\":{}}", "{\"keyed_sync_state_ids\":[]}");
    }
    if (template.contains("/projects/")) {
      return dice.one(
          "{\"project\":{\"title\":\"T\",\"user_ids\":[]}}",
          "{\"project\":{\"description\":\"D\"}}");
    }
    return dice.one(
        "{}",
        "{\"user\":{}}",
        "{\"user\":{\"username\":\"u%d\",\"email\":\"a@b\"}}".formatted(dice.below(20)));
  }

  static void randomBytes(Draft draft, Dice dice) {
    draft.body(dice.bytes(1 + dice.below(dice.one(10, 1_000, 20_000))));
  }

  static void randomJson(Draft draft, Dice dice) {
    draft.json(json(dice, 5));
  }

  /// The right names around the wrong values.
  static void wrongTypes(Draft draft, Dice dice) {
    var body = plausible(draft, dice);
    int colon = body.indexOf(':', dice.below(body.length()));
    draft.json(
        colon < 0 || dice.once(3)
            ? "{\"%s\":{\"%s\":%s,\"%s\":%s}}"
                .formatted(
                    dice.one("source", "bucket", "project", "user"),
                    dice.one(NAMES),
                    json(dice, 2),
                    dice.one(NAMES),
                    json(dice, 2))
            : body.substring(0, colon + 1) + json(dice, 2) + "}".repeat(1 + dice.below(2)));
  }

  static String json(Dice dice, int depth) {
    return switch (dice.below(depth > 0 ? 9 : 6)) {
      case 0 -> quoted(dice.text(20));
      case 1 -> String.valueOf(dice.below(1_000_000) - 500_000);
      case 2 -> dice.one("true", "false", "null");
      case 3 -> dice.one("1e309", "-0", "0.1e-400", "99999999999999999999", "1E+2", "2147483648");
      case 4 -> quoted(dice.id());
      case 5 -> dice.one("{}", "[]", "\"\"", quoted("x".repeat(3_000)));
      case 6, 7 -> "[" + json(dice, depth - 1) + "," + json(dice, depth - 1) + "]";
      default ->
          "{%s:%s,%s:%s}"
              .formatted(
                  quoted(dice.one(NAMES)),
                  json(dice, depth - 1),
                  quoted(dice.text(5)),
                  json(dice, depth - 1));
    };
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    text.chars().forEach(each -> quoted.append("\\u%04x".formatted(each)));
    return quoted.append('"').toString();
  }

  static void brokenJson(Draft draft, Dice dice) {
    var body = plausible(draft, dice);
    switch (dice.below(4)) {
      case 0 -> draft.json(body.substring(0, dice.below(body.length())));
      case 1 -> draft.json(body + dice.one("{}", "x", ",", "]", "\u0000", body));
      case 2 ->
          draft.body(
              body.getBytes(
                  dice.one(
                      StandardCharsets.UTF_16,
                      StandardCharsets.UTF_16LE,
                      StandardCharsets.UTF_16BE,
                      StandardCharsets.UTF_32)));
      default ->
          draft.body(
              ("{\"source\":{\"title\":"
                      + dice.one(
                          "\"\\ud800\"",
                          "\"\\udc00\\ud800\"",
                          "\"\\u0000\"",
                          "\"\\uXYZ\"",
                          "\"\\x\"",
                          "'x'",
                          "NaN",
                          "Infinity",
                          "01",
                          "1.",
                          ".5",
                          "+1",
                          "0x10",
                          "\"\u0001\"",
                          "\"\u00ff\u00fe\"",
                          "/* x */ 1",
                          "1e999999999",
                          "1E-999999999",
                          "9".repeat(2_000),
                          "-" + "9".repeat(100_000),
                          "1." + "0".repeat(50_000) + "1",
                          "\"a\",\"title\":\"b\"",
                          "tru",
                          "nul",
                          "[1,]",
                          "[,1]",
                          "{1:2}",
                          "\"x",
                          "\u00ed\u00a0\u0080",
                          "\"\u00ed\u00a0\u0080\"",
                          "\"\u00c0\u00af\"")
                      + "}}")
                  .getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  static void deep(Draft draft, Dice dice) {
    int depth = dice.one(3_998, 3_999, 4_000, 4_001, 100_000);
    draft.json(
        switch (dice.below(5)) {
          case 0 -> "[".repeat(depth);
          case 1 -> "[".repeat(depth) + "]".repeat(depth);
          case 2 -> "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
          case 3 ->
              "{\"source\":" + "[".repeat(depth - 1) + "\"\\ud800\"" + "]".repeat(depth - 1) + "}";
          default ->
              "{\"source\":{\"title\":"
                  + "[{\"a\":".repeat(depth / 2)
                  + "1"
                  + "}]".repeat(depth / 2)
                  + "}}";
        });
  }

  static void large(Draft draft, Dice dice) {
    int size = dice.one(1_000_000, 1_048_576, 1_100_000, 4 << 20, 20 << 20);
    switch (dice.below(4)) {
      case 0 -> draft.json("{\"source\":{\"title\":\"" + "x".repeat(size) + "\"}}");
      case 1 ->
          draft.json("{\"source\":{\"sensitive_properties\":[" + "1,".repeat(size / 2) + "1]}}");
      case 2 -> draft.body(new byte[size]);
      default -> {
        var chunk = "10000\r\n" + " ".repeat(1 << 16) + "\r\n";
        draft.chunked(chunk.repeat(1 + size / (1 << 16)), "0\r\n\r\n");
      }
    }
  }

  static void packed(Draft draft, Dice dice) {
    draft.headers.add(
        "Content-Encoding: "
            + dice.one(
                "gzip",
                "gzip",
                "gzip",
                "gzip",
                "GZIP",
                "br",
                "deflate",
                "identity",
                "gzip, gzip",
                "x",
                ""));
    var packed = gzip(plausible(draft, dice).getBytes(StandardCharsets.UTF_8));
    draft.body(
        switch (dice.below(8)) {
          case 0 -> BOMB;
          case 1 -> JSON_BOMB;
          case 2 -> gzip(BOMB);
          case 3 -> Arrays.copyOf(packed, dice.below(packed.length));
          case 4 -> {
            packed[dice.below(packed.length)] ^= (byte) (1 << dice.below(8));
            yield packed;
          }
          case 5 -> Arrays.copyOf(packed, packed.length + 1 + dice.below(20));
          case 6 -> plausible(draft, dice).getBytes(StandardCharsets.UTF_8);
          default -> packed;
        });
  }

  static void type(Draft draft, Dice dice) {
    draft.json(plausible(draft, dice));
    draft.headers.add(
        "Content-Type: "
            + dice.one(
                "text/html",
                "",
                ";",
                "application/json;",
                "application/json; charset=utf-16",
                "application/json; charset",
                "multipart/form-data",
                "application/x-www-form-urlencoded",
                "*/*",
                "application/xml",
                "a/b/c",
                "+json",
                "application/+json",
                "\u00ff",
                "application/json, text/html",
                "x".repeat(3_000)));
  }

  static void lengths(Draft draft, Dice dice) {
    draft.json(plausible(draft, dice));
    int length = draft.body.length;
    draft.framed = true;
    var headers =
        dice.one(
            "Content-Length: -1",
            "Content-Length: +" + length,
            "Content-Length: 0x10",
            "Content-Length: x",
            "Content-Length:",
            "Content-Length: 99999999999999999999",
            "Content-Length: 9223372036854775807",
            "Content-Length: 9223372036854775808",
            "Content-Length: 5, 6",
            "Content-Length: 1 2",
            "Content-Length: %d\r\nContent-Length: %d".formatted(length, length + 1),
            "Content-Length: %d\r\nContent-Length: %d".formatted(length, length),
            "Content-Length: %d\r\nTransfer-Encoding: chunked".formatted(length),
            "Transfer-Encoding: chunked\r\nContent-Length: %d".formatted(length),
            "Transfer-Encoding: gzip",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: chunked, gzip",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: \u000bchunked",
            "Transfer-Encoding : chunked",
            "transfer-encoding: CHUNKED",
            "Transfer-Encoding:",
            "Content-Length: 3",
            "Content-Length: %d".formatted(length + 10),
            "Content-Length: 0",
            "Content-Length: 1000000000000");
    draft.headers.add(headers);
    // Some promise more than comes, and some leave bytes behind that are a request of their own.
    draft.sendAndEnd();
    draft.answers = 2;
  }

  static void chunks(Draft draft, Dice dice) {
    draft.chunked(
        dice.one(
            "zz\r\n{}\r\n0\r\n\r\n",
            "-1\r\n{}\r\n0\r\n\r\n",
            "ffffffffffffffff\r\n{}",
            "7fffffffffffffff\r\n{}",
            "80000000\r\n{}",
            "2\r\n{}0\r\n\r\n",
            "2\r\n{}x\r\n0\r\n\r\n",
            "1\r\n{}\r\n0\r\n\r\n",
            "2\n{}\n0\n\n",
            "2;" + "x".repeat(10_000) + "\r\n{}\r\n0\r\n\r\n",
            "2;a=\"\r\n\"\r\n{}\r\n0\r\n\r\n",
            " 2\r\n{}\r\n0\r\n\r\n",
            "2\r\n{}\r\n0\r\nX: y\r\n\r\n",
            "2\r\n{}\r\n0\r\nContent-Length: 5\r\n\r\n",
            "\r\n",
            "",
            "0000000000000000000002\r\n{}\r\n0\r\n\r\n",
            "0x2\r\n{}\r\n0\r\n\r\n",
            "2\r\n{}\r\n0\r\n" + "X: y\r\n".repeat(9_000),
            "2\r\n{}\r\n0\r\n: y\r\n\r\n",
            "1\r\n{\r\n1\r\n}\r\n".repeat(300) + "0\r\n\r\n",
            "2\r\n{}\r\n"));
    draft.sendAndEnd();
    draft.answers = 2;
  }

  static byte[] gzip(byte[] bytes) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
