package dev.hearken.charset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharsetsTest {
  private static byte[] bytes(String text, String charset) {
    return text.getBytes(Charset.forName(charset));
  }

  private static String read(byte[] bytes, String name) {
    return Charsets.decode(bytes, name).text();
  }

  @ParameterizedTest
  @CsvSource({
    "ISO-8859-1, windows-1252, “Gruß”",
    "latin1, windows-1252, 5 €",
    "gb2312, GB18030, 朱镕基",
    "ks_c_5601-1987, x-windows-949, 똠방각하",
    "x-sjis, windows-31j, ①②",
    "TIS-620, x-windows-874, สวัสดี",
    "cp1251, windows-1251, привет",
    "'\"koi8-r\"', KOI8-R, привет",
    "utf8, UTF-8, ½",
    "Windows-1250;, windows-1250, žluťoučký",
    "ibm850, IBM850, é"
  })
  void nameMeansWhatThoseWhoWriteItMean(String name, String charset, String text) {
    assertThat(read(bytes(text, charset), name)).isEqualTo(text);
  }

  @Test
  void utf8IsReadWhateverItIsCalled() {
    assertThat(read(bytes("Straße „heute“", "UTF-8"), "iso-8859-1")).isEqualTo("Straße „heute“");
    assertThat(read(bytes("Straße", "UTF-8"), "us-ascii")).isEqualTo("Straße");
  }

  @Test
  void whatIsCalledUtf8AndIsNotIsGuessed() {
    assertThat(
            read(bytes("Une journée à la plage, c'était très agréable", "windows-1252"), "utf-8"))
        .isEqualTo("Une journée à la plage, c'était très agréable");
  }

  @Test
  void damagedUtf8StaysUtf8() {
    var decoded = Charsets.decode(bytes("żółć i jaźń \u00e9", "UTF-8"), "utf-8");
    assertThat(decoded.replaced()).isZero();
    var cut = bytes("żółć i jaźń żółw", "UTF-8");
    cut[cut.length - 5] = 'x';
    assertThat(Charsets.decode(cut, "utf-8").text()).startsWith("żółć i jaźń ").contains("\ufffd");
    assertThat(Charsets.decode(cut, "utf-8").replaced()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "KOI8-R, 'Привет, как дела? Сегодня хорошая погода, и мы идём гулять в парк.'",
    "windows-1251, 'Привет, как дела? Сегодня хорошая погода, и мы идём гулять в парк.'",
    "windows-1252, 'Les élèves ont été très étonnés de cette idée'",
    "windows-1250, 'Příliš žluťoučký kůň úpěl ďábelské ódy'",
    "Big5, '純商業辦公室出租專門服務商用辦公室之承租人'",
    "x-windows-874, 'สวัสดีครับ ผมชื่อสมชาย วันนี้อากาศดีมาก เราไปเที่ยวกันเถอะ'",
    "EUC-KR, '안녕하세요 오늘은 날씨가 좋습니다 공원에 갑시다'",
    "windows-31j, 'こんにちは、今日はいい天気ですね。散歩に行きましょう。'"
  })
  void charsetWithoutANameIsGuessed(String charset, String text) {
    assertThat(read(bytes(text, charset), "")).isEqualTo(text);
  }

  @Test
  void unknownNamesSayNothing() {
    assertThat(read(bytes("é", "UTF-8"), "x-no-such-thing")).isEqualTo("é");
    assertThat(read(bytes("Hello", "US-ASCII"), "\u0000?*")).isEqualTo("Hello");
  }

  @Test
  void sevenBitFormsAreUnpacked() {
    assertThat(read("Hi +AOk-t+AOk +- x".getBytes(StandardCharsets.US_ASCII), "utf-7"))
        .isEqualTo("Hi été + x");
    assertThat(read("~{<:Ky2;S{~}.".getBytes(StandardCharsets.US_ASCII), "hz-gb-2312"))
        .isEqualTo("己所不欲.");
    assertThat(read(bytes("日本", "ISO-2022-JP"), "")).isEqualTo("日本");
  }

  @Test
  void markOfByteOrderIsNoText() {
    assertThat(read(bytes("\ufeffa", "UTF-8"), "utf-8")).isEqualTo("a");
  }
}
