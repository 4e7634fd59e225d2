package dev.hearken.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MimeTextTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// A string as JSON, with halves of surrogate pairs escaped, and now and then others too.
  static String quoted(String text, Random random) {
    var json = new StringBuilder("\"");
    text.codePoints()
        .forEach(character -> {
          boolean half = character >= 0xd800 && character <= 0xdfff;
          if (half || character < ' ' || character == '"' || character == '\\') {
            json.append("\\u%04x".formatted(character));
          } else if (random.nextInt(50) == 0) {
            Character.toString(character)
                .chars()
                .forEach(unit -> json.append("\\u%04X".formatted(unit)));
          } else {
            json.appendCodePoint(character);
          }
        });
    return json.append('"').toString();
  }

  /// What is stored of a string in a body, or what is wrong with it.
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Read(byte[] stored, String fault) {
    static Read of(byte[] json, int piece) throws IOException {
      var reader = new MimeReader(new ByteArrayInputStream(json), json.length);
      var stored = new ByteArrayOutputStream();
      var bytes = new byte[piece];
      for (int count; (count = reader.read(bytes)) > 0; ) {
        // Each piece is a text of its own.
        var text = MimeText.text(Arrays.copyOf(bytes, count));
        assertThat(text.codePointCount(0, text.length())).isLessThanOrEqualTo(count);
        stored.write(bytes, 0, count);
      }
      return new Read(stored.toByteArray(), String.valueOf(reader.fault()));
    }

    static Read of(String json) throws IOException {
      return of(json.getBytes(StandardCharsets.UTF_8), 1 << 20);
    }
  }

  private static void assertComesBack(String text, int piece) throws IOException {
    var json = quoted(text, new Random(1)).getBytes(StandardCharsets.UTF_8);
    var read = Read.of(json, piece);
    assertThat(read.fault()).isEqualTo("null");
    assertThat(MimeText.text(read.stored())).isEqualTo(text);
    var out = "\"" + new String(MimeText.json(read.stored()), StandardCharsets.UTF_8) + "\"";
    assertThat(JSON.readValue(out, String.class)).isEqualTo(text);
  }

  @Test
  void everyCharacterThatIsAllowedComesBackAsItWas() throws IOException {
    var all = new StringBuilder();
    for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
      boolean half = character >= 0xd800 && character <= 0xdfff;
      if (!half || MimeText.isByte(character)) {
        all.appendCodePoint(character);
      }
    }
    assertComesBack(all.toString(), 256 << 10);
  }

  @Test
  void mixturesComeBackWhereverTheirPiecesEnd() throws IOException {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      var text = new StringBuilder();
      int length = random.nextInt(200);
      for (int i = 0; i < length; i++) {
        switch (random.nextInt(6)) {
          case 0 -> text.appendCodePoint(0xdc80 + random.nextInt(0x80));
          case 1 -> text.appendCodePoint(random.nextInt(0x20));
          case 2 -> text.appendCodePoint(0x80 + random.nextInt(0x80));
          case 3 -> text.appendCodePoint(0x1f600 + random.nextInt(0x40));
          case 4 -> text.append("\"\\/\u2028\uffff".charAt(random.nextInt(5)));
          default -> text.append((char) ('a' + random.nextInt(26)));
        }
      }
      try {
        assertComesBack(text.toString(), 4 + random.nextInt(20));
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ", round " + round, e);
      }
    }
  }

  @Test
  void escapesOfJsonAreRead() throws IOException {
    var read = Read.of("\"\\b\\f\\n\\r\\t\\/\\\\\\\"\\u0000\\ud83d\\ude00\\uDC80\"");
    assertThat(MimeText.text(read.stored())).isEqualTo("\b\f\n\r\t/\\\"\u0000\ud83d\ude00\udc80");
    assertThat(read.stored()).endsWith(0xed, 0xb2, 0x80);
  }

  @Test
  void theHalfOfAPairBehindAHighOneIsThePair() throws IOException {
    assertThat(Read.of("\"\\ud83d\\udc80\"").stored()).containsExactly(0xf0, 0x9f, 0x92, 0x80);
  }

  @Test
  void otherHalvesAreRefusedByTheirPlace() throws IOException {
    for (var wrong :
        Map.of(
                "\"a\\ud83d\"", "U+D83D as character 2",
                "\"a\\ud83db\"", "U+D83D as character 2",
                "\"a\\ud83d\\ud83d\\udc80\"", "U+D83D as character 2",
                "\"\\udc7f\"", "U+DC7F as character 1",
                "\"\\udc80\\udd00\"", "U+DD00 as character 2",
                "\"ä\\udfff\"", "U+DFFF as character 2")
            .entrySet()) {
      var fault = Read.of(wrong.getKey()).fault();
      assertThat(fault).as(wrong.getKey()).contains(wrong.getValue(), "only U+DC80 to U+DCFF");
    }
  }

  @Test
  void bytesThatAreNoCharacterAreRefused() throws IOException {
    for (var wrong :
        new int[][] {
          {0xc0, 0x80}, {0xe0, 0x80, 0x80}, {0xf0, 0x80, 0x80, 0x80}, {0xf4, 0x90, 0x80, 0x80}
        }) {
      var json = new ByteArrayOutputStream();
      json.write('"');
      Arrays.stream(wrong).forEach(json::write);
      json.write('"');
      assertThat(Read.of(json.toByteArray(), 100).fault()).contains("not in UTF-8 as character 1");
    }
  }

  @Test
  void halvesThatStandInABodyAsBytesAreTheSame() throws IOException {
    byte[] json = {'"', (byte) 0xed, (byte) 0xb3, (byte) 0xbf, '"'};
    assertThat(MimeText.text(Read.of(json, 100).stored())).isEqualTo("\udcff");
  }

  @Test
  void theLargestMailIsMeasuredInItsOwnBytesHoweverItBecameAString() throws IOException {
    // Two bytes in UTF-8 each, one in the mail.
    var largest = "\"" + "\u00e4".repeat(MimeReader.LARGEST) + "\"";
    var bytes = largest.getBytes(StandardCharsets.UTF_8);
    var reader = new MimeReader(new ByteArrayInputStream(bytes), bytes.length);
    var piece = new byte[MimeContent.PIECE];
    while (reader.read(piece) > 0) {
      // To the end.
    }
    assertThat(reader.fault()).isNull();
    bytes[bytes.length - 1] = 'x';
    var over = Arrays.copyOf(bytes, bytes.length + 1);
    over[bytes.length] = '"';
    var refusing = new MimeReader(new ByteArrayInputStream(over), over.length);
    while (refusing.read(piece) > 0) {
      // To the end.
    }
    assertThat(refusing.fault()).contains("67,108,864 bytes");
  }
}
