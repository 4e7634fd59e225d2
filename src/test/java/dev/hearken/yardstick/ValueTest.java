package dev.hearken.yardstick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearken.mix.Action;
import dev.hearken.mix.Mix;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ValueTest {
  private static final Action.Once FIRST = Mix.UPDATE.once(3, 2, "token");
  private static final Action.Once SECOND = Mix.UPDATE.once(3, 3, "token");

  @Test
  void whatIsTheSameTwiceStaysTheSame() {
    assertThat(told("en", "en")).isEqualTo(new Value.Constant("en"));
    assertThat(told(new byte[] {1}, new byte[] {1})).isInstanceOf(Value.Constant.class);
    var none = new Value.Null(Types.VARCHAR);
    assertThat(Value.of(none, FIRST, none, SECOND)).isEqualTo(none);
  }

  @Test
  void whatNamesTheThingOrTheTurnBecomesATemplate() {
    assertThat(told("kept-n3x2", "kept-n3x3")).isEqualTo(new Value.Text("kept-#"));
    assertThat(told("Kept t2", "Kept t3")).isEqualTo(new Value.Text("Kept @"));
  }

  @Test
  void idsAndTimesAreNewEachTime() {
    assertThat(told(1L, 2L)).isEqualTo(new Value.Fresh());
    var now = OffsetDateTime.now(ZoneOffset.UTC);
    assertThat(told(now, now.plusSeconds(1))).isEqualTo(new Value.Now());
  }

  @Test
  void whatCannotBeToldIsNotGuessed() {
    assertThatThrownBy(() -> told("one", "other")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> told(1, 2)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> told("1", 1L)).isInstanceOf(IllegalStateException.class);
    var texts = new Value.Elements("text", new Object[] {"a"});
    var others = new Value.Elements("text", new Object[] {"b"});
    assertThatThrownBy(() -> Value.of(texts, FIRST, others, SECOND))
        .hasMessageContaining("Two requests bind");
  }

  private static Value told(Object one, Object other) {
    return Value.of(new Value.Constant(one), FIRST, new Value.Constant(other), SECOND);
  }
}
