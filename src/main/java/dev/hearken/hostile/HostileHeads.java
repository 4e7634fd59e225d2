package dev.hearken.hostile;

import java.nio.charset.StandardCharsets;

/// What can be wrong with line and headers of a request.
final class HostileHeads {
  private HostileHeads() {}

  static void path(Draft draft, Dice dice) {
    var wrong =
        dice.one(
            "%",
            "%2",
            "%zz",
            "%00",
            "%C3",
            "%c0%af",
            "%ed%a0%80",
            "%F5%80%80%80",
            "%2F",
            "%2f..%2f",
            "..",
            "../..",
            ".",
            "%2e%2e",
            "%2e",
            ";x=1",
            ";",
            "a;b",
            "//",
            "///",
            "\\",
            "%5c",
            "a%20b",
            "é",
            "\u00ff\u00fe",
            "\u0000",
            "\u0007",
            "\t",
            "{user}",
            "<script>",
            "'",
            "\"",
            "id:",
            "id:%",
            "%25",
            "%252F",
            "%E2%80%AE",
            "*",
            "?",
            "#x",
            "a%0d%0ab",
            "%0A",
            "+",
            "|",
            "^",
            "`",
            "x".repeat(300),
            "é".repeat(400),
            "%41".repeat(500),
            "/x".repeat(2_000),
            "../".repeat(500));
    int slash = draft.target.indexOf('/', 1 + dice.below(draft.target.length()));
    draft.target =
        switch (dice.below(5)) {
          case 0 -> draft.target + "/" + wrong;
          case 1 -> draft.target + wrong;
          case 2 -> "/" + wrong + draft.target;
          case 3 -> wrong;
          default ->
              slash < 0
                  ? "/" + dice.word(10)
                  : draft.target.substring(0, slash + 1) + wrong + draft.target.substring(slash);
        };
  }

  static void longLine(Draft draft, Dice dice) {
    int length = dice.one(100_000, 1_900_000, 2_097_000, 2_200_000, 3_000_000);
    draft.target =
        switch (dice.below(3)) {
          case 0 -> draft.target + "?id=" + "x".repeat(length);
          case 1 -> draft.target + "/" + "y".repeat(length);
          default -> draft.target + "?" + "i=%41&".repeat(length / 6);
        };
  }

  static void query(Draft draft, Dice dice) {
    draft.target +=
        "?"
            + dice.one(
                "force=%",
                "force=%zz",
                "force=maybe",
                "force=true&force=true",
                "force=%C3",
                "&&&=&=",
                "=",
                "a=b=c",
                "\u00ff=\u00fe",
                "force",
                "force=true;x",
                "limit=-1",
                "limit=1e9",
                "no_charge=true",
                "x=" + "&".repeat(5_000),
                "?????",
                "a[]=1",
                "%00=%00",
                "force=\u0000");
  }

  static void method(Draft draft, Dice dice) {
    draft.method =
        dice.one(
            "get",
            "Get",
            "gET",
            "put",
            "PATCH",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "HEAD",
            "DELETE",
            "POST",
            "PUT",
            "GET",
            "PROPFIND",
            "PRI",
            "M-SEARCH",
            "X",
            "",
            " ",
            "G\u0000ET",
            "GE\tT",
            "GÉT",
            "\"GET\"",
            "GET,PUT",
            "X".repeat(5_000),
            dice.word(20));
    if (dice.once(10)) {
      draft.target = dice.one("*", "localhost:80", "http://localhost" + draft.target, "");
    }
  }

  static void token(Draft draft, Dice dice) {
    var header =
        dice.one(
            "",
            "Authorization:",
            "Authorization: Bearer",
            "Authorization: Bearer ",
            "Authorization: Basic YWRtaW46YWRtaW4=",
            "Authorization: Bearer " + dice.word(40),
            "Authorization: Bearer ' OR 1=1 --",
            "Authorization: Bearer \u00e9\u00ff",
            "Authorization: Bearer " + "x".repeat(600),
            "Authorization: Bearer a b",
            "Authorization: null",
            "Authorization: Bearer \u0000",
            "Authorization: bearer\t" + dice.word(10));
    draft.headers.removeIf(each -> each.startsWith("Authorization:"));
    if (!header.isEmpty()) {
      draft.headers.add(header);
    }
  }

  static void headers(Draft draft, Dice dice) {
    switch (dice.below(6)) {
      case 0 -> flood(draft, dice);
      case 1 -> {
        var again = dice.one(draft.headers.toArray(String[]::new));
        for (int i = 1 + dice.below(50); i > 0; i--) {
          draft.headers.add(again);
        }
      }
      case 2 ->
          draft.headers.add(
              dice.below(draft.headers.size() + 1),
              dice.one(" folded", "\tfolded", " X: y", "X-A: b\r\n folded"));
      case 3 -> draft.headers.removeIf(header -> header.startsWith("Host"));
      case 4 ->
          draft.replace(
              "Host",
              dice.one(
                  "Host:",
                  "Host: a b",
                  "Host: x:99999",
                  "Host: x:y",
                  "Host: [::1",
                  "Host: é",
                  "Host: /",
                  "Host: user@x",
                  "Host : x",
                  "Host: " + "x".repeat(3_000)));
      default ->
          draft.headers.add(
              dice.one(
                  "no colon",
                  ": no name",
                  "X Y: z",
                  "X\u0000: y",
                  "X: \u0000",
                  "X: \u0001\u007f",
                  "Ü: ü",
                  "X : y",
                  "X: a\rb",
                  "X: a\nY: b",
                  "\u00ff\u00fe",
                  "Connection: close, keep-alive",
                  "Connection: Content-Length, Authorization",
                  "Upgrade: websocket\r\nConnection: Upgrade",
                  "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQ",
                  "X-Request-Id: <script>\u00ff",
                  "X-Request-Id: " + "i".repeat(5_000),
                  "Range: bytes=0-",
                  "Range: bytes=" + "0-,".repeat(1_000),
                  "Accept-Encoding: ;;;q=,,",
                  "If-Match: \"",
                  "TE: x",
                  "Accept-Encoding: identity;q=9",
                  "Cookie: " + "a=b;".repeat(1_000),
                  "Expect: 200-ok",
                  "Expect: 100-continue, x",
                  "Forwarded: for=\"[::1\"",
                  "X-Forwarded-For: ' OR 1",
                  "Date: now",
                  "X-HTTP-Method-Override: DELETE",
                  "Max-Forwards: -1",
                  "Content-Range: bytes */*",
                  "{}"));
    }
  }

  private static void flood(Draft draft, Dice dice) {
    int many = dice.one(100, 1_000, 5_000);
    for (int i = 0; i < many; i++) {
      draft.headers.add("X-" + i + ": " + i);
    }
    if (dice.once(20)) {
      draft.headers.add("X-Long: " + "l".repeat(dice.one(60_000, 70_000, 2_200_000)));
    }
  }

  static void lineEnds(Draft draft, Dice dice) {
    draft.lineEnd = dice.one("\n", "\r", "\r\r\n", "\n\r", "\u2028", "");
    draft.sendAndEnd();
  }

  static void older(Draft draft, Dice dice) {
    draft.version = "HTTP/1.0";
    if (dice.once(2)) {
      draft.headers.add("Connection: " + dice.one("keep-alive", "close", "x"));
    }
    if (dice.once(2)) {
      draft.headers.removeIf(header -> header.startsWith("Host:"));
    }
    draft.sendAndEnd();
  }

  static void otherProtocol(Draft draft, Dice dice) {
    draft.sendAndEnd();
    var bytes =
        switch (dice.below(9)) {
          case 0 -> {
            draft.version =
                dice.one(
                    "HTTP/1.2", "HTTP/2.0", "HTTP/3", "HTTP/0.9", "HTTP/11", "http/1.1", "", "X");
            yield draft.bytes();
          }
          case 1 ->
              "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000";
          case 2 -> "GET /\r\n\r\n";
          case 3 -> "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
          case 4 ->
              "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003" + dice.text(300);
          case 5 ->
              "PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n"
                  + new String(draft.bytes(), StandardCharsets.ISO_8859_1);
          case 6 -> "SSH-2.0-x\r\n";
          case 7 ->
              "\r\n".repeat(1 + dice.below(5))
                  + new String(draft.bytes(), StandardCharsets.ISO_8859_1);
          default -> {
            // They may be the beginning of a line that never ends.
            draft.mayClose = true;
            yield dice.bytes(1 + dice.below(500));
          }
        };
    draft.raw =
        bytes instanceof String text ? text.getBytes(StandardCharsets.ISO_8859_1) : (byte[]) bytes;
  }
}
