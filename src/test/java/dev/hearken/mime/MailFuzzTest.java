package dev.hearken.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Mutations of real mails. `-Dmail.fuzz.seconds=600 -Dmail.fuzz.seed=7` makes more of them, and
/// others.
class MailFuzzTest {
  private static final long SLOW = 5_000_000_000L;
  private static final int MOST_CHANGES = 12;

  private static final List<String> PIECES =
      List.of(
          "\r",
          "\n",
          "\r\n",
          "\n\n",
          "--",
          "=",
          "=?",
          "?=",
          "\u0000",
          "\u00ff",
          "\u00e9",
          "<",
          ">",
          "\"",
          "(",
          ";",
          ":",
          ",",
          "<table>",
          "<div style='display:none'>",
          "</",
          "<!--",
          "&#x110000;",
          "boundary=",
          "charset=utf-16",
          "\t",
          "=\n",
          "Content-Type: multipart/mixed; boundary=\"x\"\n",
          "Content-Type: text/html\n",
          "\u00ed\u00b2\u0080",
          "Content-Transfer-Encoding: base64\n",
          "Content-Transfer-Encoding: quoted-printable\n",
          "\n--x\n",
          "From ",
          "=?utf-8?q?=E2=80?=",
          "=?iso-2022-jp?b?GyRC?=",
          "name*0*=utf-8''%",
          "\u001b$B",
          "~{",
          "format=flowed");

  /// Of how many attachments of a mail the bytes are looked at.
  private static final int MOST_CUT = 2;

  @Test
  void noMutationOfAMailDoesHarm() throws IOException {
    var corpus = new ArrayList<>(Corpus.mails().values());
    long seconds = Long.getLong("mail.fuzz.seconds", 3);
    long seed = Long.getLong("mail.fuzz.seed", 1);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    int count = 0;
    for (; System.nanoTime() < end; count++) {
      var random = new Random(seed * 1_000_003 + count);
      var mutant = mutate(corpus, random);
      parse(random.nextBoolean() ? RawMail.sent(mutant) : RawMail.stored(mutant), seed, count);
    }
    System.out.printf("%,d mutations with seed %d%n", count, seed);
    assertThat(count).isPositive();
  }

  private static void parse(RawMail mail, long seed, int number) {
    long start = System.nanoTime();
    try {
      var read = MailParser.parse(mail, Instant.EPOCH);
      assertThat(read.body().text()).doesNotContain("\u0000");
      for (int i = 0; i < Math.min(read.attachments().size(), MOST_CUT); i++) {
        var cut = MailParser.cut(mail, i, Long.MAX_VALUE).orElseThrow();
        assertThat(cut.attachment()).isEqualTo(read.attachments().get(i));
        assertThat(cut.bytes()).hasSize((int) cut.attachment().size());
      }
    } catch (Unreadable e) {
      assertThat(e.reason()).endsWith(".");
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      fail("mutation %d of seed %d: %s".formatted(number, seed, e), e);
    }
    assertThat(System.nanoTime() - start)
        .as("mutation %d of seed %d", number, seed)
        .isLessThan(SLOW);
  }

  private static byte[] mutate(List<byte[]> corpus, Random random) {
    var mail = corpus.get(random.nextInt(corpus.size())).clone();
    int changes = 1 + random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes && mail.length > 0; i++) {
      // The header is where most decisions are made.
      int at = random.nextInt(random.nextBoolean() ? mail.length : Math.min(mail.length, 3_000));
      int length = Math.min(random.nextInt(1 + random.nextInt(400)), mail.length - at);
      mail =
          switch (random.nextInt(6)) {
            case 0 -> splice(mail, at, length, new byte[0]);
            case 1 -> splice(mail, at, 0, piece(random));
            case 2 -> splice(mail, at, length, piece(random));
            case 3 -> splice(mail, at, 0, Arrays.copyOfRange(mail, at, at + length));
            case 4 -> {
              mail[at] = (byte) random.nextInt(256);
              yield mail;
            }
            default -> {
              var other = corpus.get(random.nextInt(corpus.size()));
              int from = random.nextInt(other.length);
              yield splice(
                  mail,
                  at,
                  length,
                  Arrays.copyOfRange(other, from, Math.min(other.length, from + 2_000)));
            }
          };
    }
    return mail;
  }

  private static byte[] piece(Random random) {
    var piece = PIECES.get(random.nextInt(PIECES.size()));
    return piece
        .repeat(1 + random.nextInt(random.nextInt(10) == 0 ? 300 : 3))
        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private static byte[] splice(byte[] mail, int at, int length, byte[] with) {
    var changed = new byte[mail.length - length + with.length];
    System.arraycopy(mail, 0, changed, 0, at);
    System.arraycopy(with, 0, changed, at, with.length);
    System.arraycopy(mail, at + length, changed, at + with.length, mail.length - at - length);
    return changed;
  }
}
