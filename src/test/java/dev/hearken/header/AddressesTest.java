package dev.hearken.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.charset.Decoded;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTest {
  private static List<String> read(String raw) {
    return Addresses.of(List.of(new Decoded(raw, 0, ""))).all();
  }

  @Test
  void eachStaysAsItIsWritten() {
    assertThat(read("Ann <a@x.org>, \"Bob, the 2nd\" <b@y.org>, c@z.org (Carl, C.)"))
        .containsExactly("Ann <a@x.org>", "\"Bob, the 2nd\" <b@y.org>", "c@z.org (Carl, C.)");
  }

  @Test
  void groupsAreReplacedByThoseInThem() {
    assertThat(read("Team: a@x.org, B <b@x.org>;, c@x.org"))
        .containsExactly("a@x.org", "B <b@x.org>", "c@x.org");
    assertThat(read("undisclosed-recipients:;")).isEmpty();
    assertThat(read("undisclosed-recipients:")).isEmpty();
  }

  @Test
  void encodedWordsAreRead() {
    assertThat(read("=?iso-8859-1?Q?M=FCller=2C_J=2E?= <m@x.org>, b@x.org"))
        .containsExactly("Müller, J. <m@x.org>", "b@x.org");
  }

  @Test
  void quotationMarkWithoutAnEndTakesNothingWithIt() {
    assertThat(read("\"Ann <a@x.org>, b@x.org")).containsExactly("\"Ann <a@x.org>", "b@x.org");
  }

  @Test
  void twoThousandRecipientsAreNamed() {
    var many = "a@x.org, ".repeat(2_000);
    assertThat(read(many)).hasSize(2_000);
    var more = Addresses.of(List.of(new Decoded(many + many, 0, "")));
    assertThat(more.all()).hasSize(Addresses.MOST);
    assertThat(more.left()).isEqualTo(4_000 - Addresses.MOST);
  }

  @Test
  void domainIsThatOfTheAddress() {
    assertThat(Addresses.domain("\"x@not.org\" <a@Mail.X.org>")).hasValue("mail.x.org");
    assertThat(Addresses.domain("a@x.org (at home)")).hasValue("x.org");
    assertThat(Addresses.domain("nobody")).isEmpty();
  }

  @Test
  void endlessNameIsLeftOut() {
    assertThat(read("a".repeat(1_000) + " <a@x.org>")).containsExactly("<a@x.org>");
  }
}
