package dev.hearken.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearken.body.Digest;
import dev.hearken.database.Id;
import dev.hearken.database.StoredJson;
import dev.hearken.http.Refusal;
import dev.hearken.http.Seal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReferencesTest {
  private static final Id SOURCE = new Id(-2);
  private static final byte[] COMMENT = Digest.of("one");
  private static final byte[] HASH = new byte[32];
  private static final References REFERENCES = new References(new Seal(() -> new byte[] {1}));

  private static String attachment(String rest) {
    return "{\"name\":\"n\",\"size\":18446744073709551615,\"content_type\":\"\"" + rest + "}";
  }

  private static String hash(int digit) {
    return ",\"content_hash\":\"" + String.valueOf(digit).repeat(64) + "\"";
  }

  private static String shown(String stored, @Nullable List<Integer> known) {
    return REFERENCES.shown(SOURCE, COMMENT, StoredJson.of(stored), known).toString();
  }

  @Test
  void itSaysWhereTheAttachmentIs() {
    for (int position : new int[] {0, 7, 127}) {
      var place = Place.of(SOURCE, COMMENT, position, HASH);
      var reference = REFERENCES.of(place);
      assertThat(reference).hasSize(60).matches("[A-Za-z0-9_-]+");
      assertThat(REFERENCES.place(reference)).isEqualTo(place);
    }
  }

  @Test
  void nobodyElseCanMakeOne() {
    var reference = REFERENCES.of(Place.of(SOURCE, COMMENT, 0, HASH));
    var others = new References(new Seal(() -> new byte[] {2}));
    for (int i = 0; i < reference.length(); i++) {
      var other = reference.charAt(i) == 'A' ? "B" : "A";
      var changed = reference.substring(0, i) + other + reference.substring(i + 1);
      assertThatThrownBy(() -> REFERENCES.place(changed)).isInstanceOf(Refusal.NotFound.class);
    }
    for (var wrong :
        List.of("", "?", "r", others.of(Place.of(SOURCE, COMMENT, 0, HASH)), reference + "AAAA")) {
      assertThatThrownBy(() -> REFERENCES.place(wrong)).isInstanceOf(Refusal.NotFound.class);
    }
    assertThatThrownBy(
            () -> REFERENCES.place(new Seal(() -> new byte[] {1}).close("page", new byte[33])))
        .isInstanceOf(Refusal.NotFound.class);
  }

  @Test
  void onlyWhatIsThereIsOffered() {
    var stored =
        "["
            + attachment(hash(0))
            + ","
            + attachment(hash(1) + ",\"attachment_reference\":\"theirs\"")
            + "]";
    var reference = REFERENCES.of(Place.of(SOURCE, COMMENT, 0, HASH));

    assertThat(shown(stored, List.of(0)))
        .isEqualTo(
            "["
                + attachment(hash(0) + ",\"attachment_reference\":\"" + reference + "\"")
                + ","
                + attachment(hash(1))
                + "]");
    assertThat(shown(stored, null))
        .isEqualTo(stored.replaceAll(Pattern.quote(",\"attachment_reference\":\"theirs\""), ""));
    assertThat(shown("[]", null)).isEqualTo("[]");
  }

  @Test
  void anotherFileInItsPlaceHasAnother() {
    var one = shown("[" + attachment(hash(0)) + "]", List.of(0));
    var two = shown("[" + attachment(hash(1)) + "]", List.of(0));
    assertThat(one.replaceAll(".*reference", "")).isNotEqualTo(two.replaceAll(".*reference", ""));
  }
}
