package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What is written for people, as far as a machine can tell whether it is still true.
class PaperTest {
  private static final int README_LINES = 80;

  @Test
  void everyLibraryAndPluginStandsInTheListWithAWordOnWhatItIsFor() throws IOException {
    var pom = Files.readString(Path.of("pom.xml"));
    var used = new TreeSet<String>();
    var matcher =
        Pattern.compile(
                "<(?:dependency|plugin|path)>\\s*(?:<!--.*?-->\\s*)?(?:<groupId>[^<]*</groupId>\\s*)?<artifactId>([^<]+)",
                Pattern.DOTALL)
            .matcher(pom);
    while (matcher.find()) {
      used.add(matcher.group(1));
    }
    assertThat(used).hasSizeGreaterThan(20);

    var listed = new TreeSet<String>();
    var names =
        Pattern.compile("`([^`]+)`").matcher(Files.readString(Path.of("docs/dependencies.md")));
    while (names.find()) {
      listed.add(names.group(1));
    }
    assertThat(listed).isEqualTo(used);
  }

  @Test
  void linksInTheDocumentsLeadSomewhere() throws IOException {
    try (var files = Files.walk(Path.of("."))) {
      for (var file : files.filter(PaperTest::isDocument).toList()) {
        var links = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)").matcher(Files.readString(file));
        while (links.find()) {
          assertThat(file.resolveSibling(links.group(1))).as(file.toString()).exists();
        }
      }
    }
  }

  private static boolean isDocument(Path file) {
    return file.toString().endsWith(".md") && !file.startsWith("./target");
  }

  @Test
  void theReadmeStaysShort() throws IOException {
    assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThan(README_LINES);
  }
}
