package dev.hearken.loading;

import static dev.hearken.loading.LoadCalls.mail;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class BatchesTest {
  /// Two full slices, the second of which is read while the first is stored, and nothing behind.
  private static final int MAILS = 2 * SliceStore.SLICE;

  private static Object[] mails(String text) {
    return IntStream.range(0, MAILS)
        .mapToObj(i -> mail("mail " + i, "Message-ID: <%d>\r\n".formatted(i), text + i))
        .toArray();
  }

  private static Stream<String> texts(String text) {
    return IntStream.range(0, MAILS).mapToObj(i -> text + i).sorted();
  }

  @Test
  void moreMailsThanASliceAreLoadedAndLoadedAgainWhenTheyArePutAgain() {
    try (var calls = new LoadCalls()) {
      calls.source("many", calls.bucket("many"));
      calls.atRest("many");
      calls.put("many", mails("first "));
      calls.put("many", mails("second "));
      calls.atRest("many");
      assertThat(calls.texts("many")).containsExactlyElementsOf(texts("second ").toList());

      calls.put("many", mails("third "));
      calls.atRest("many");
      assertThat(calls.texts("many")).containsExactlyElementsOf(texts("third ").toList());
    }
  }

  @Test
  void aBucketOfMoreThanASliceIsWalkedWhileItsMailsArePutAgain() {
    try (var calls = new LoadCalls()) {
      var bucket = calls.bucket("walked");
      calls.put("walked", mails("first "));
      calls.source("walked", bucket);
      calls.put("walked", mails("second "));
      calls.atRest("walked");
      assertThat(calls.texts("walked")).containsExactlyElementsOf(texts("second ").toList());
    }
  }
}
