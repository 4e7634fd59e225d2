package dev.hearken.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MailTextTest {
  private static final String[] CHARACTERS = {
    "a", "\n", "\"", "\\", "\u0000", "\u007f", "é", "ÿ", "€", "\uffff", "😀"
  };

  /// What a text stands for: its UTF-8, with the bytes for which halves of pairs stand.
  static byte[] bytes(String text) {
    var out = new ByteArrayOutputStream();
    text.codePoints()
        .forEach(point -> {
          if (point >= 0xdc80 && point <= 0xdcff) {
            out.write(point & 0xff);
          } else {
            out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
          }
        });
    return out.toByteArray();
  }

  private static String text(byte[] mail) throws IOException {
    var in = new ByteArrayInputStream(mail);
    boolean halves = MailText.isDoubtful(new ByteArrayInputStream(mail));
    var json =
        "\"" + new String(new MailText(in, halves).readAllBytes(), StandardCharsets.UTF_8) + "\"";
    return new ObjectMapper().readValue(json, String.class);
  }

  @Test
  void everyByteComesBack() throws Exception {
    long seed = new Random().nextInt(Integer.MAX_VALUE);
    System.out.println("MailTextTest, seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      var out = new ByteArrayOutputStream();
      int length = round % 20 == 0 ? 100_000 : random.nextInt(50);
      for (int i = 0; i < length; i++) {
        if (random.nextInt(10) == 0) {
          out.write(random.nextInt(256));
        } else {
          out.writeBytes(
              CHARACTERS[random.nextInt(CHARACTERS.length)].getBytes(StandardCharsets.UTF_8));
        }
      }
      var mail = out.toByteArray();
      assertThat(bytes(text(mail))).as("seed " + seed + ", round " + round).isEqualTo(mail);
    }
  }

  @Test
  void whatIsUtf8StaysTextUnlessItCouldHaveBeenLatin1() throws Exception {
    assertThat(text("café €".getBytes(StandardCharsets.UTF_8))).isEqualTo("café €");
    assertThat(text("café".getBytes(StandardCharsets.UTF_8))).isEqualTo("caf\udcc3\udca9");
    assertThat(text("cafe".getBytes(StandardCharsets.UTF_8))).isEqualTo("cafe");
    assertThat(text("café".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo("caf\udce9");
  }

  @Test
  void whatIsNoUtf8IsWrittenByteByByte() throws Exception {
    for (var wrong :
        new int[][] {
          {0xc0, 0x80},
          {0xe0, 0x9f, 0xbf},
          {0xed, 0xa0, 0x80},
          {0xf4, 0x90, 0x80, 0x80},
          {0xf0, 0x9f},
          {0xff}
        }) {
      var bytes = new byte[wrong.length];
      for (int i = 0; i < wrong.length; i++) {
        bytes[i] = (byte) wrong[i];
      }
      assertThat(text(bytes)).hasSize(wrong.length).matches("[\udc80-\udcff]+");
    }
  }
}
