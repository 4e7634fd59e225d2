package dev.hearken.clean;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How people sign, and what only looks like it.
class SigningTest {
  private static final String JANE = "Jane Roe <jane@example.com>";
  private static final String TEXT = "The pump drips again.\nCan you send somebody?\n\n";

  @ParameterizedTest
  @CsvSource({
    "William Poe <wpoe@example.com>, Bill",
    "David McRoe <d.mcroe@example.com>, Dave",
    "J. W. Poe <jwp@example.com>, Jim",
    "kroe@example.com, Kevin",
    "'Roe, Conor <conor.roe@example.com>', CR",
    "'Roe, Conor <conor.roe@example.com>', C.",
    "Geege Poe <geege@example.com>, gg",
    "Helen & Mike <hm@example.com>, Helen of Leeds",
    "Jane Roe <jane@example.com>, -- Jane",
    "Jane Roe <jane@example.com>, --Jane Roe (http://roe.example.org/)",
    "Bill Poe <bill@whump.example>, -Bill",
    "Bill Poe <bill@whump.example>, -- whump",
    "Pat Poe <pat@example.com>, - Steve",
    "Pat Poe <pat@example.com>, -silent",
    "山田太郎 <taro@example.jp>, 山田",
    "王小明 <wang@example.cn>, 小明",
    "홍길동 <hong@example.kr>, 길동"
  })
  void oneLineSigns(String from, String name) {
    assertThat(Marked.letters(from, TEXT + name)).isEqualTo("BBS");
  }

  @ParameterizedTest
  @CsvSource({
    "Jane Roe <jane@example.com>, Urgent",
    "Jane Roe <jane@example.com>, Order 4711",
    "Jane Roe <jane@example.com>, -verbose=2",
    "Jane Roe <jane@example.com>, - 3 valves",
    "kroe@example.com, Done",
    "Jane Roe <jane@example.com>, Jane is in Rome until Friday.",
    "Jane Roe <jane@example.com>, Does Jane Roe know?",
    "Jane Roe <jane@example.com>, http://shop.example.com/jane/",
    "Jane Roe <jane@example.com>, Thanks",
    "J. W. Poe <jwp@example.com>, jam",
    "山田太郎 <taro@example.jp>, 了解",
    "山田太郎 <taro@example.jp>, 山田さんへ"
  })
  void oneLineIsWritten(String from, String line) {
    assertThat(Marked.letters(from, TEXT + line)).isEqualTo("BBB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Regards,\n\n----------------\nJane Roe\nExample Ltd\nTel 555 123 4567",
        "Best regards\n________________________\nJane Roe | Example Ltd\nTel 555 123 4567",
        "Thanks.\n\n--\nExample Ltd\nJane Roe, Sales",
        "Jane Roe\n\nExample Ltd\n1 High Street\nLondon"
      })
  void whatStandsAroundTheNameSigns(String signature) {
    int lines = (int) signature.lines().filter(line -> !line.isBlank()).count();
    assertThat(Marked.letters(JANE, TEXT + signature)).isEqualTo("BB" + "S".repeat(lines));
  }

  @Test
  void anotherNameBelowABorderIsAFooter() {
    assertThat(
            Marked.letters(
                JANE, TEXT + "Thanks\n________________________\nPump talk | Example list"))
        .isEqualTo("BBBFF");
  }

  @Test
  void namesBelowHisOwnInAListAreNotHisHouse() {
    assertThat(Marked.letters(JANE, TEXT + "Who comes:\n\nJane Roe\n\nSam Poe\nKim Doe\nLee Loe"))
        .endsWith("BBB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Please excuse brevity and typos. Sent from a mobile device.",
        "Excuse typos, sent from my phone",
        "Sent on the go, please excuse typos from my phone."
      })
  void whoExcusesTyposSignsWithADevice(String line) {
    assertThat(Marked.letters(JANE, TEXT + line)).isEqualTo("BBS");
  }

  @Test
  void whatAProgramSaysOfItselfSigns() {
    var line = "Yahoo Mail: Search, Organize, Conquer";
    assertThat(Marked.letters(JANE, TEXT + line)).isEqualTo("BBS");
    assertThat(Marked.letters(JANE, "I use " + line + ".\nIt fails.")).isEqualTo("BB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Please excuse typos in the order, I was in a hurry.",
        "The picture was lost. Sent from my iPhone it is always so.",
        "Sent from my garden, it is slower than by phone.",
        "I sent it from my iPhone, and the picture was lost."
      })
  void whoTellsOfADeviceDoesNotSign(String line) {
    assertThat(Marked.letters(JANE, TEXT + line)).isEqualTo("BBB");
  }

  @Test
  void closingsMayBeJoinedByTheCommaOfTheirScript() {
    assertThat(Marked.letters("", "明日お伺いします。\n\n以上、よろしくお願いいたします。\n\n山田")).isEqualTo("BSS");
  }

  @Test
  void anItemOfAListIsNoName() {
    assertThat(Marked.letters(JANE, "We need:\n\n- Jam\n- Bread\n\nand also:\n\n- Jane"))
        .isEqualTo("BBBBS");
    assertThat(Marked.letters(JANE, "We need:\n\n- Jam\n- Steve")).isEqualTo("BBB");
    assertThat(Marked.letters(JANE, "We need:\n\n- Jam")).isEqualTo("BB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Blue in the face,",
        "Have a wonderful day,",
        "Thanks for all the effort",
        "Thanks for your help!",
        "Hope that helps,",
        "Greetings",
        "Many thanks in advance for any help."
      })
  void whatStandsAboveTheNameCloses(String closing) {
    assertThat(Marked.letters(JANE, TEXT + closing + "\nJane")).isEqualTo("BBSS");
    assertThat(Marked.letters(JANE, TEXT + closing + "\n\nJane Roe\nTel. 555 010 0200"))
        .isEqualTo("BBSSS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"And the tap, too.", "perhaps\nlater today.", "Is Sam there?", "In short:"})
  void whatStandsAboveTheNameIsWritten(String line) {
    assertThat(Marked.of(JANE, TEXT + line + "\n\nJane")).doesNotContain("S|" + line);
  }

  @Test
  void aClosingAboveDashesBelongsToTheNameBelowThem() {
    assertThat(Marked.letters(JANE, TEXT + "Thanks,\n-- \nJane Roe\nExample Ltd"))
        .isEqualTo("BBSSSS");
    assertThat(Marked.letters(JANE, TEXT + "Thanks,\n-- \nEvery cloud rains.")).isEqualTo("BBBSS");
  }

  @Test
  void anAnswerOfThanksIsAnAnswer() {
    assertThat(Marked.letters(JANE, "Yes.\n\n> Have a good trip.\n\nThanks.\n\nJane"))
        .isEqualTo("BQBS");
  }

  @Test
  void aBoxBelowABorderSigns() {
    var border = "-".repeat(60);
    assertThat(
            Marked.letters(
                JANE,
                TEXT
                    + border
                    + "\nJane Roe                 Plumber\nLeeds        http://roe.example.org\n"
                    + border
                    + "\nWater finds its way."))
        .isEqualTo("BBSSSSS");
    assertThat(Marked.letters(JANE, TEXT + border + "\nThis is what it said:\nLeak in zone 4"))
        .isEqualTo("BBBBB");
  }

  @Test
  void aBorderMayTakeTurnsWithALetterOrDigit() {
    var card = "\nJane Roe\nLeeds\n\nphone: 0113 496 0123\n";
    for (var pair : new String[] {"=0", "-o", "x*"}) {
      var border = pair.repeat(18);
      assertThat(Marked.letters(JANE, TEXT + border + card)).as(pair).isEqualTo("BBSSSS");
    }
    for (var pair : new String[] {"=0-1", "xo"}) {
      var none = pair.repeat(9);
      assertThat(Marked.letters(JANE, TEXT + none)).as(pair).isEqualTo("BBB");
    }
    assertThat(Marked.letters(JANE, TEXT + "-1-1-1")).isEqualTo("BBB");
  }

  @Test
  void aBoxWithHisNameSignsAlsoAboveAFooter() {
    var border = "=".repeat(60);
    var box = border + "\nJane Roe | Plumber | Leeds\n\nWe mend all pumps.\n" + border;
    var footer = "\n\n____________________\nPumps mailing list\npumps@example.org\n";
    var link = "http://example.org/mailman/listinfo/pumps";
    assertThat(Marked.letters(JANE, TEXT + "Jane\n\n" + box + footer + link))
        .isEqualTo("BBSSSSSFFFF");
    assertThat(Marked.letters(JANE, TEXT + "-- \n--------\nJane Roe, Plumber\n12 Pump St\n" + link))
        .isEqualTo("BBSSSSF");
  }

  @Test
  void dashesThatPartParagraphsSignNothing() {
    var text = "One\n--\nIt costs four.\n\nTwo\n--\nIt costs six.\n\nThree\n--\nIt costs seven.";
    assertThat(Marked.letters("News <news@shop.example>", text)).isEqualTo("BBBBBBBBB");
    var line = "It is a long line that says what somebody wants to say about the matter.\n";
    assertThat(Marked.letters(JANE, "Here is what they sent me\n\n--\n" + line.repeat(6)))
        .isEqualTo("B".repeat(8));
  }

  @Test
  void dashesAboveASentenceOfItsOwnSignNothing() {
    assertThat(
            Marked.letters(
                JANE,
                "One drips.\n\n--\n\nThe second one is missing.\n\n--\n\nThe third one is too loud."))
        .isEqualTo("BBBBB");
    assertThat(Marked.letters(JANE, "One drips.\n\n--\nThe second one is missing."))
        .isEqualTo("BSS");
  }

  @Test
  void hisHouseSignsBelowHisNameAndTitle() {
    var house = "\n\nExample Inc.\nM +1 555 010 0101\nA 12 Main Street, Springfield";
    assertThat(Marked.letters(JANE, "It drips.\n\nJane Roe\nSales Director" + house))
        .isEqualTo("BSSSSS");
    assertThat(Marked.letters(JANE, "It drips.\n\nSam Poe\nSales Director" + house))
        .isEqualTo("BBBBBB");
  }

  @Test
  void dashesWithANonBreakingBlankSign() {
    assertThat(Marked.letters(JANE, TEXT + "--\u00a0\nPlumber to the stars")).isEqualTo("BBSS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The Example Team",
        "Your Customer Service",
        "Ihr Beispiel-Team",
        "L'équipe Exemple",
        "El equipo de Ejemplo",
        "Zespół Przykład",
        "Команда Пример"
      })
  void aGroupSigns(String group) {
    assertThat(Marked.letters("news@shop.example", TEXT + group)).isEqualTo("BBS");
    assertThat(Marked.letters("news@shop.example", TEXT + "Come and see!\n" + group))
        .isEqualTo("BBBS");
    assertThat(Marked.letters("news@shop.example", TEXT + "Come and see how good\n" + group))
        .isEqualTo("BBBB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I wrote to the team",
        "CUSTOMER SERVICE",
        "The team is on its way.",
        "Customer service never answers, and nobody picks up"
      })
  void aGroupIsMentioned(String line) {
    assertThat(Marked.letters(JANE, TEXT + line)).isEqualTo("BBB");
  }

  @Test
  void waysToReachHimSignAlsoWithBlankLinesBetween() {
    assertThat(
            Marked.letters(
                "epost@shop.example",
                TEXT + "Tel: 0760-231 2136\n\nFax: 0760-231 7010\n\nAdd: Sea Road 4, Leeds"))
        .isEqualTo("BBSSS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Arrival: 2024-03-04\nDeparture: 09/30/2024",
        "Invoice A20020807\nCustomer 200208\\FOR20020807e",
        "© Roe 2000-2002\nLeeds LS1"
      })
  void datesAndNumbersReachNobody(String lines) {
    assertThat(Marked.letters("shop@example.com", TEXT + lines)).isEqualTo("BBBB");
  }

  @Test
  void hisNameAboveAFootnoteSigns() {
    assertThat(Marked.letters(JANE, TEXT + "-Jane\n\n* which is what the manual says\n  on page 4"))
        .isEqualTo("BBSBB");
    assertThat(Marked.letters(JANE, TEXT + "Jane\n\n(*) on page 4, and it is hard to read"))
        .isEqualTo("BBSB");
    assertThat(Marked.letters("Gregory Poe <gp@example.com>", TEXT + "Greg\n\n[1] on page 4"))
        .isEqualTo("BBSB");
    assertThat(Marked.letters(JANE, TEXT + "jane\n\nnot before four, please")).isEqualTo("BBSB");
    assertThat(Marked.letters(JANE, TEXT + "jam\n\nnot before four, please")).isEqualTo("BBBB");
  }

  @Test
  void aMottoBelowHisCardSignsWithIt() {
    var card = "Jane Roe\nPlumber to the Stars\njane@example.com\n\n";
    var motto = "\"Water finds its way and asks nobody for leave.\"";
    assertThat(Marked.letters(JANE, TEXT + card + motto)).isEqualTo("BBSSSS");
    assertThat(
            Marked.letters(
                JANE,
                TEXT + card + "Roe & Poe Inc.\n12 Pump Street\nPhone: 555.010.0200\n\n" + motto))
        .isEqualTo("BBSSSSSSS");
    assertThat(Marked.letters(JANE, TEXT + "As they say:\n\n" + motto)).isEqualTo("BBBB");
  }

  @Test
  void hisInitialsSignBelowASmile() {
    var from = "Geege Poe <geege@example.com>";
    assertThat(Marked.letters(from, TEXT + ":-)\ngg")).isEqualTo("BBBS");
    assertThat(Marked.letters(from, TEXT + "It is the one of the old\ngg")).isEqualTo("BBBB");
  }

  @Test
  void hisNameAmongOtherHeadingsIsNoSignature() {
    assertThat(
            Marked.letters(
                "Roe Daily <daily@roe.example>",
                "Roe Daily\n\nToday's news are these.\n\nDAILY\n\nThey were the news.\n\nOther news follow."))
        .isEqualTo("BBBBB");
  }

  @Test
  void aPostscriptBelowTheNameIsWritten() {
    assertThat(Marked.letters(JANE, TEXT + "Jane Roe, 555 010 0200\nP.S. Bring a ladder."))
        .isEqualTo("BBSB");
    assertThat(Marked.letters(JANE, TEXT + "Jane\n\nnot before four, please")).isEqualTo("BBSB");
    assertThat(Marked.letters(JANE, TEXT + "P.S. Bring a ladder.\n\n--\nJane\nroe.example.org"))
        .isEqualTo("BBBSSS");
  }

  @Test
  void aNameWithAFullStopSignsBelowAClosing() {
    assertThat(Marked.letters("shop@example.com", TEXT + "Best Regards,\n\nMr.Poe and family."))
        .isEqualTo("BBSS");
  }
}
