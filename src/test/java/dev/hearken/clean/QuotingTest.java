package dev.hearken.clean;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is quoted, and what only looks like it.
class QuotingTest {
  private static final String JANE = "Jane Roe <jane@example.com>";
  private static final String WROTE =
      "On Mon, 4 Mar 2024 at 10:12, Sam Poe <sam@example.org> wrote:\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[...]",
        "<snip>",
        "[lost]",
        "...",
        "(cut)",
        "<Figures elided...>",
        "--- snip ---",
        "\u2026"
      })
  void whatIsLeftOutLeavesTheAnswersBelow(String elision) {
    assertThat(Marked.letters(JANE, "Hi\n\n" + WROTE + elision + "\n> Is it?\n\nIt is.\n\nJane"))
        .isEqualTo("BQQQBS");
  }

  @Test
  void whoAnswersRightAwayIsNotQuoted() {
    assertThat(Marked.letters(JANE, WROTE + "\nSam,\n\n> Is it?\n> Really?\n\nIt is.\n\nJane"))
        .isEqualTo("QBQQBS");
  }

  @Test
  void anUnmarkedQuotationBelowAnAnswerIsQuotedToItsEnd() {
    assertThat(Marked.letters(JANE, "It is.\n\n" + WROTE + "\nIs it?\n> It was.\nAh.\n\nSam"))
        .isEqualTo("BQQQQQ");
  }

  @Test
  void aSentenceThatTellsWhatWasWrittenIntroducesNothing() {
    assertThat(
            Marked.letters(
                JANE,
                "On Monday at 10:00 Sam wrote to help@example.org and got this answer:\n\nNo.\n\nWhy?"))
        .isEqualTo("BBB");
    assertThat(
            Marked.letters(
                JANE,
                "Yes.\n\nOn Monday at 10:00 Sam Poe <sam@example.org> wrote the following:\n\nNo."))
        .isEqualTo("BQQ");
    assertThat(
            Marked.letters(
                JANE,
                "Oui.\n\nSam Poe <sam@example.org> a écrit le lundi 4 mars 2024 à 10 heures :\n\nNon."))
        .isEqualTo("BQQ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From: Sam Poe <sam@example.org> Sent: 4 March 2024 10:00 To: Jane Roe Subject: Re: Pump",
        "*Von:* Sam Poe *Gesendet:* 4. März 2024 10:00 *An:* Jane Roe *Betreff:* Pumpe",
        "From: Sam Poe <sam@example.org> Date: Mon,\n4 Mar 2024 10:00 To: Jane Roe Subject: Re: Pump"
      })
  void aHeaderWhoseBreaksGotLostIntroduces(String header) {
    assertThat(Marked.letters(JANE, "Yes.\n\n" + header + "\n\nIs it?\nSam"))
        .matches("BQ+")
        .hasSizeBetween(4, 5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From: Paris To: London Date: 4 March Guests: 2",
        "Subject: Pump To: Jane Roe From: the cellar",
        "From: the cellar I heard: it drips. Date: unknown. To: be told"
      })
  void otherColonsInALineIntroduceNothing(String line) {
    assertThat(Marked.letters(JANE, "Yes.\n\n" + line + "\n\nIs it?\nSam")).isEqualTo("BBBB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"We pay within two weeks.\"",
        "\u201eWir zahlen\nin zwei Wochen\u201c.",
        "\u00abNous payons en deux semaines.\u00bb"
      })
  void whatSomebodySaidInQuotationMarksIsTold(String said) {
    var mail =
        "Hi,\n\nOn 4 March 2024 your colleague Sam Poe wrote:\n\n" + said + "\n\nWhere is it?";
    assertThat(Marked.letters(JANE, mail)).matches("B+");
    assertThat(Marked.letters(JANE, "Yes.\n\n" + WROTE + "\n" + said + "\n\nIs it?"))
        .matches("BQ+");
    assertThat(Marked.letters(JANE, mail.replace("\n\nWhere", "\nWhere"))).matches("B+");
  }

  @Test
  void aQuotationMayBeginAndEndWithQuotationMarks() {
    assertThat(
            Marked.letters(
                JANE,
                "No.\n\nOn Mar 4, 2024, at 10:00 AM, Sam Poe wrote:\n\n"
                    + "\"On\" is what it says. Is it \"off\"?\n\nSam"))
        .isEqualTo("BQQQ");
  }

  @Test
  void whoAnnouncesWhatIsMarkedWritesThatHimself() {
    assertThat(Marked.letters(JANE, "One more thing: the manual says:\n\n> It drips.\n\nNo."))
        .isEqualTo("BQB");
    assertThat(Marked.letters(JANE, "The manual says:\n\n> It drips.\n\nNo.")).isEqualTo("QQB");
    assertThat(
            Marked.letters(JANE, "I also read what you sent me. You wrote:\n\n> It drips.\n\nNo."))
        .isEqualTo("BQB");
    assertThat(Marked.letters(JANE, "Our good old friend Prof. Poe wrote:\n\n> It drips.\n\nNo."))
        .isEqualTo("QQB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sam Poe", "Sam Poe <mailto:sam@example.org>"})
  void aNameAboveADateIntroduces(String name) {
    var date = "\n4 March 2024 at 10:00\n";
    assertThat(Marked.letters(JANE, "Yes.\n\n" + name + date + "\n> Is it?")).isEqualTo("BQQQ");
    assertThat(Marked.letters(JANE, "> When?\n" + date + "\n> Where?\n\nHere.")).isEqualTo("QBQB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "On Mon, Mar 4, 2024 at 10:00 AM, Sam Poe<sam@example.org> wrote:   Is it?",
        "On Mon, Mar 4, 2024 at 10:00 AM, Sam Poe<sam@example.org> wrote:Is it?",
        "On Mon, Mar 4, 2024 at 10:00 AM, Sam Poe\n<sam@example.org> wrote:   Is it?",
        "On Mon, Mar 4, 2024 at 10:00 AM, Sam Poe <sam@example.org>\nwrote: Is it?"
      })
  void whatIsQuotedMayBeginInTheSameLine(String quotation) {
    assertThat(Marked.letters(JANE, "Yes.\n\nSent from AOL on Android\n\n" + quotation + "\n\nSam"))
        .matches("BSQ+");
  }

  @Test
  void aSummaryAboveAHeaderBelongsToIt() {
    assertThat(
            Marked.letters(
                JANE,
                "Yes.\n\nSam Poe ---03/04/2024 10:00:12---Is it?\n\nFrom: Sam Poe <sam@example.org>\n"
                    + "To: Jane Roe/Example\nDate: 03/04/2024 10:00\nSubject: Pump\n\nIs it?"))
        .isEqualTo("BQQQQQQ");
    assertThat(Marked.letters(JANE, "See note ---03/04/2024 10:00:12--- of Sam's.\n\nYes."))
        .isEqualTo("BB");
  }

  @Test
  void dotsMayEndAnIntroductionWithAnAddress() {
    assertThat(
            Marked.letters(
                JANE, "In article <1@example.org>, sam@example.org says...\n> Is it?\n\nIt is."))
        .isEqualTo("QQB");
    assertThat(Marked.letters(JANE, "Sam says...\n> Is it?\n\nIt is.")).isEqualTo("BQB");
  }

  @Test
  void aVerbMayBeBrokenIntoTheNextLine() {
    assertThat(
            Marked.letters(
                JANE,
                "On Mon, 4 Mar 2024 10:12:00 -0700, \"Sam Poe\" <sam@example.org>\nsaid:\n> Is it?\n\nIt is."))
        .isEqualTo("QQQB");
  }

  @Test
  void aNameInBracketsIntroduces() {
    assertThat(Marked.letters(JANE, "[Sam Poe]\n> Is it?\n\nIt is.\n\n[Sam]\n> Really?\nYes."))
        .isEqualTo("QQBQQB");
    assertThat(Marked.letters(JANE, "[Minutes of today]\nWe met.\n\n[Sam Poe]\nHe came late."))
        .isEqualTo("BBBB");
  }

  @Test
  void barsAndBracketsQuoteWhereverTheyStandBelowAnIntroduction() {
    var text = WROTE + "| Is it?\n| Really?\n\nIt is.\n\n| And then?\n\nNothing.";
    assertThat(Marked.letters(JANE, text)).isEqualTo("QQQBQB");
    assertThat(Marked.letters(JANE, WROTE + "--]Is it?\n\nIt is.")).isEqualTo("QQB");
    assertThat(Marked.letters(JANE, "See the table:\n\n| a | b |\n| 1 | 2 |\n\nThat is all."))
        .isEqualTo("BBBB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sam Poe wrote:", "Sam schrieb:", "Sam Poe:"})
  void aNameIntroducesWhatHasBarsInFront(String name) {
    var text = name + "\n| Is it\n| so?\n\nIt is.\n\n| Really?\n\nReally.";
    assertThat(Marked.letters(JANE, text)).isEqualTo("QQQBQB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pump Sizes:\n| Leeds | 4 |\n| Rome | 6 |",
        "It is what the page says:\n| all of it\n| as it is",
        "Sam Poe:\n| once"
      })
  void barsBelowOtherWordsQuoteNobody(String text) {
    assertThat(Marked.letters(JANE, "Sam,\n\n" + text)).matches("B+");
  }

  @Test
  void whatAShellShowsIsNoQuotation() {
    assertThat(Marked.letters(JANE, "I typed\n\n>>> print(4)\n4\n>>> print(5)\n5"))
        .isEqualTo("BBBBB");
    assertThat(Marked.letters(JANE, WROTE + ">>> It is red\n>>> and blue (or green)\n\nIt is."))
        .isEqualTo("QQQB");
  }

  @Test
  void anIndentedHeaderIntroducesWhatIsMarkedBelowIt() {
    var header = "    Date:  Mon, 4 Mar 2024\n    From:  Sam Poe <sam@example.org>\n\n";
    assertThat(Marked.letters(JANE, header + "  | Is it?\n\nIt is.")).isEqualTo("QQQB");
    assertThat(Marked.letters(JANE, "It had this header:\n\n" + header + "What is wrong?"))
        .isEqualTo("BBBB");
  }

  @Test
  void whatStandsBelowTheEndOfAForwardedMailIsHis() {
    assertThat(
            Marked.letters(
                JANE,
                "--- begin forwarded text\n\nFrom: Sam Poe <sam@example.org>\nSubject: x\n\nIt burns.\n\n"
                    + "--- end forwarded text\n\n-- \nJane Roe\nPlumber"))
        .isEqualTo("QQQBQSSS");
  }

  @Test
  void whatAForwardedMailQuotesIsQuoted() {
    var forward = "-----Original Message-----\nFrom: Sam Poe <sam@example.org>\nSubject: x\n\n";
    assertThat(
            Marked.letters(
                JANE,
                forward + "It burns.\n\nOn 4 Mar 2024 Pat <pat@example.org> wrote:\n> Does it?"))
        .isEqualTo("QQQBQQ");
    assertThat(Marked.letters(JANE, forward + "> Does it?\n> Really?")).isEqualTo("QQQBB");
  }

  @Test
  void aLetterWithItsDateAndSenderIsNoQuotation() {
    assertThat(
            Marked.letters(
                "Capt. Poe <poe@example.com>",
                "5, Meridian East\nLeeds\n\nDate: 09/11/2002\nFROM: CAPT POE\n\nDear Sir,\nI write to you."))
        .isEqualTo("BBBBBB");
  }

  @Test
  void aDigestQuotesNobody() {
    var mail =
        "From: Sam Poe <sam@example.org>\nSubject: x\nDate: 4 Mar 2024 10:12\n\nIt burns.\n\n";
    var border = "-".repeat(30) + "\n\n";
    var text = "Example Digest, Vol 4, Issue 12\n\n" + border + mail + border + mail;
    assertThat(Marked.letters("list@example.org", text)).doesNotContain("Q");
    assertThat(Marked.letters(JANE, "I read it.\n\n-----Original Message-----\n" + mail + text))
        .startsWith("BQQ");
  }

  @Test
  void arrowsThatPointQuoteNobody() {
    assertThat(
            Marked.letters(
                JANE, ">> Read this:\nhttp://a.example\n\n>> And this:\nhttp://b.example"))
        .isEqualTo("BBBB");
    assertThat(Marked.letters(JANE, ">> Is it?\n>> Really?\n\nIt is.")).isEqualTo("QQB");
    assertThat(Marked.letters(JANE, ">>From what I hear it is.\n\nAnd you?")).isEqualTo("BB");
  }

  @Test
  void initialsQuoteWhomTheLineAboveNames() {
    assertThat(
            Marked.letters(
                JANE, ">>>>> \"Chris\" == Chris Poe wrote:\n\n  Chris> Is it?\n\nIt is."))
        .isEqualTo("QQB");
    assertThat(Marked.letters(JANE, "Type this:\n\nPrompt> ls\n\nThat is all.")).isEqualTo("BBB");
  }

  @Test
  void aBorderEndsNoIntroduction() {
    assertThat(
            Marked.letters(
                JANE,
                "ICQ 5119262, 4 Mar 2024\n------------------------\nI said it before at 10:12.\n"
                    + "Tell me how easy this is:\nhttp://a.example\n\nBye."))
        .doesNotContain("Q");
  }
}
