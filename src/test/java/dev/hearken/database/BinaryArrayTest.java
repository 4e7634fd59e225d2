package dev.hearken.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class BinaryArrayTest {
  private static TestDatabase testDatabase;
  private static Jdbi jdbi;

  @BeforeAll
  static void start() {
    testDatabase = TestDatabase.empty();
    jdbi = Jdbi.create(testDatabase.dataSource());
  }

  @AfterAll
  static void stop() {
    testDatabase.close();
  }

  @Test
  void textsArriveAsTheyAre() {
    var texts = Arrays.<@Nullable String>asList("", "Grüße {\"a\",b}\\", null, "NULL", "😀\n");
    var utf8 = BinaryArray.utf8(texts, BinaryArrayTest::utf8);
    assertThat(read("array_to_json(:array)", BinaryArray.texts(texts, text -> text)))
        .isEqualTo("[\"\",\"Grüße {\\\"a\\\",b}\\\\\",null,\"NULL\",\"😀\\n\"]")
        .isEqualTo(read("array_to_json(:array)", utf8));
  }

  @Test
  void bytesArriveAsTheyAre() {
    var bytes = Arrays.<byte @Nullable []>asList(new byte[] {0, (byte) 0xff}, null, new byte[0]);
    assertThat(read("CAST(:array AS text)", BinaryArray.bytes(bytes, each -> each)))
        .isEqualTo("{\"\\\\x00ff\",NULL,\"\\\\x\"}");
  }

  @Test
  void timesArriveToTheMicrosecond() {
    var times =
        List.of(
            Instant.parse("0001-01-01T00:00:00Z"),
            Instant.parse("1999-12-31T23:59:59.999999999Z"),
            Instant.parse("9999-12-31T23:59:59.999999Z"));
    assertThat(
            read(
                "CAST(:array AS timestamptz[]) = CAST('{0001-01-01T00:00:00Z,"
                    + "1999-12-31T23:59:59.999999Z,9999-12-31T23:59:59.999999Z}' AS timestamptz[])",
                BinaryArray.times(times, time -> time)))
        .isEqualTo("t");
  }

  @Test
  void anEmptyArrayIsEmpty() {
    var none = BinaryArray.texts(List.<String>of(), text -> text);
    assertThat(read("cardinality(:array)", none)).isEqualTo("0");
  }

  private static @Nullable ByteBuffer utf8(@Nullable String text) {
    return text == null ? null : ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String read(String expression, BinaryArray array) {
    return jdbi.withHandle(handle ->
        handle.createQuery("SELECT " + expression).bind("array", array).mapTo(String.class).one());
  }
}
