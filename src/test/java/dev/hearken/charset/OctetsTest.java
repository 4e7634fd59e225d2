package dev.hearken.charset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OctetsTest {
  private static final String VISIBLE = "plain words, longer than eight of them";

  @Test
  void everyOctetIsJudgedAtEveryPlace() {
    for (int octet = 0; octet < 0x100; octet++) {
      boolean tidy = (octet >= ' ' && octet < 0x7f) || octet == '\n' || octet == '\t';
      for (int at = 0; at < VISIBLE.length(); at++) {
        var bytes = VISIBLE.getBytes(StandardCharsets.US_ASCII);
        bytes[at] = (byte) octet;
        assertThat(Octets.areTidy(bytes)).as("%x at %d", octet, at).isEqualTo(tidy);
        assertThat(Octets.areAscii(bytes)).isEqualTo(octet < 0x80);
        assertThat(Octets.beyondAscii(bytes, 0)).isEqualTo(octet < 0x80 ? bytes.length : at);
        assertThat(Octets.countBeyondAscii(bytes)).isEqualTo(octet < 0x80 ? 0 : 1);
      }
    }
  }

  @Test
  void untidyOctetsDoNotHideBehindOthers() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      var bytes = new byte[random.nextInt(20)];
      boolean tidy = true;
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] = (byte) "\b\t\n\u000b\u001f ~\u007f".charAt(random.nextInt(8));
        tidy &= "\t\n ~".indexOf(bytes[at]) >= 0;
      }
      assertThat(Octets.areTidy(bytes)).as("seed %d", seed).isEqualTo(tidy);
    }
  }

  @Test
  void anOctetIsFoundBetweenTwoPlacesOnly() {
    var bytes = VISIBLE.getBytes(StandardCharsets.US_ASCII);
    for (int from = 0; from < bytes.length; from++) {
      for (int to = from; to <= bytes.length; to++) {
        int found = VISIBLE.indexOf('e', from, to);
        assertThat(Octets.indexOf(bytes, 'e', from, to)).isEqualTo(found < 0 ? to : found);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "gr\u00fc\u00df dich", "\u20ac at the end \u20ac", "\ud83d\ude00"})
  void utf8IsKnownUntilABitOfItIsMissing(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(Octets.areUtf8(bytes)).isTrue();
    for (int at = Octets.beyondAscii(bytes, 0);
        at < bytes.length;
        at = Octets.beyondAscii(bytes, at + 1)) {
      var damaged = bytes.clone();
      damaged[at] = 'a';
      assertThat(Octets.areUtf8(damaged)).as("without octet %d", at).isFalse();
    }
  }
}
