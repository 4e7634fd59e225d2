package dev.hearken.clean;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What lists, providers and lawyers add, and what only looks like it.
class FooterTest {
  private static final String JANE = "Jane Roe <jane@example.com>";
  private static final String TEXT = "The pump drips again.\nCan you send somebody?\n\n";
  private static final String LIST =
      "_______________________________________________\nPumps mailing list\nhttp://x.example/mailman/listinfo/pumps";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "To be removed from our list simply go to:\n\nhttp://x.example/remove.html",
        "To unsubscribe from these updates, visit the following URL.\n\nhttp://x.example/unsub.cgi",
        "If you do not wish to receive our news by mail, please click the link\nbelow.\n\nhttp://x.example/off",
        "If you no longer wish to receive any of our mailings you may be\nremoved by Clicking Here.",
        "==^=====================\nThis email was sent to: jane@example.com\n\nRegister to manage your mail!\nhttp://x.example/r\n==^=====================",
        "------- You are receiving this mail because: -------\nYou watch the bug.",
        "---------------------------------\nDo you Yahoo!?\nToday's headlines",
        "Unsubscribe | Manage my subscription | FAQ\n\nHome | News | Software | Help",
        "The e-mail address for your subscription is jane@example.com",
        "--\nThis message was sent by Atlassian Jira\n(v8.20.10#820010)",
        "----------------------------------------------------------------\nThis message was sent using IMP, the Internet Messaging Program.",
        "This email is a service from Example Ltd. Delivered by Zendesk"
      })
  void aFooterHasNobodyWritten(String footer) {
    assertThat(Marked.letters("shop@x.example", TEXT + footer)).matches("BBF+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "My subscription costs too much.",
        "Please take me off the mailing list, and call me.",
        "I found this: http://x.example/pumps",
        "It said \"all pipes, valves | taps\" on the box.",
        "The key is 4592gPjt0-916msGW0934HwlS5-965Tqzv"
      })
  void whatACustomerSaysIsNoFooter(String line) {
    assertThat(Marked.letters(JANE, TEXT + line)).isEqualTo("BBB");
  }

  @Test
  void aFootnoteMakesNoFooterOfWhatIsAboveIt() {
    var text = "It was sponsored by Roe & Poe.[1]\n\n[1] http://x.example/pumps";
    assertThat(Marked.letters(JANE, TEXT + text)).isEqualTo("BBBB");
  }

  @Test
  void hisSignatureAboveAFooterIsHis() {
    assertThat(
            Marked.letters(
                JANE,
                TEXT + "-- \nJane Roe\njane@example.com\nhttp://x.example/mailman/listinfo/pumps"))
        .isEqualTo("BBSSSF");
    assertThat(
            Marked.letters(
                JANE,
                TEXT + "-- \nJane Roe, Example Ltd\n\u00a9 2002. All rights reserved.\n\n" + LIST))
        .isEqualTo("BBSSSFFF");
  }

  @Test
  void hisSignatureInTheParagraphOfAFooterIsHis() {
    assertThat(
            Marked.letters(
                JANE,
                TEXT
                    + "Kind Regards,\n\nJane Roe\nAccounts | Example Ltd\nT: 020 7946 0000\n"
                    + "Registered in England No. 1234567. Registered office: 1 High Street, London"))
        .isEqualTo("BBSSSSF");
  }

  @Test
  void hisNameBetweenFootersIsHis() {
    assertThat(
            Marked.letters(
                "Pump Shop <shop@x.example>",
                TEXT
                    + "To remove yourself from our mailing list, click\nhttp://x.example/out\n\n"
                    + "Yours faithfully,\nPump Shop\n\n"
                    + LIST))
        .isEqualTo("BBFFSSFFF");
  }

  @Test
  void anAdvertisementAboveAListsFooterIsOne() {
    var border = "-".repeat(55);
    assertThat(
            Marked.letters(
                JANE, TEXT + "Jane\n\n" + border + "\nIn remembrance\nwww.x.example\n" + LIST))
        .isEqualTo("BBSFFFFFF");
    assertThat(
            Marked.letters(
                JANE, TEXT + border + "\nJane Roe\njane@example.com\nwww.roe.example\n" + LIST))
        .isEqualTo("BBSSSSFFF");
  }

  @Test
  void aDisclaimerAmongWordsIsShown() {
    var disclaimer =
        "This e-mail is confidential. If you are not the intended recipient, delete it.\n\n";
    var comment = "Why does every mail of theirs say so, and who reads that at all?\n".repeat(10);
    assertThat(Marked.letters(JANE, "They wrote this:\n\n" + disclaimer + comment))
        .isEqualTo("B".repeat(12));
    assertThat(Marked.letters(JANE, TEXT + disclaimer)).isEqualTo("BBF");
  }

  @Test
  void codesBelowAFooterBelongToIt() {
    assertThat(
            Marked.letters(
                "shop@x.example",
                TEXT
                    + "To be removed please visit http://x.example/remove.html\n\n4592gPjt0-916msGW0934"))
        .isEqualTo("BBFF");
  }
}
