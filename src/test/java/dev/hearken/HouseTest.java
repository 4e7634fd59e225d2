package dev.hearken;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The floor plan of ARCHITECTURE.md, kept by the build: which room may use which, and what names
/// are not used.
class HouseTest {
  private static final String HOUSE = "dev.hearken";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(HOUSE);

  /// What each room may use; the root, where `Main` is, may use all of them, and nobody may use the
  /// root.
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("log", Set.of()),
          Map.entry("words", Set.of()),
          Map.entry("language", Set.of()),
          Map.entry("translator", Set.of()),
          Map.entry("clean", Set.of("words")),
          Map.entry("database", Set.of()),
          Map.entry("tls", Set.of()),
          Map.entry("http", Set.of("database", "tls")),
          Map.entry("body", Set.of("http")),
          Map.entry("ui", Set.of("http")),
          Map.entry("user", Set.of("http", "database")),
          Map.entry("metrics", Set.of("job", "http", "database")),
          Map.entry("job", Set.of("database")),
          Map.entry("audit", Set.of("user", "http", "database")),
          Map.entry("project", Set.of("user", "http", "database")),
          Map.entry("bucket", Set.of("project", "user", "http", "database")),
          Map.entry(
              "email", Set.of("body", "bucket", "project", "user", "job", "http", "database")),
          Map.entry("markup", Set.of("html")),
          Map.entry("author", Set.of("mime", "html", "markup", "clean", "words")),
          Map.entry("recipe", Set.of("author", "clean", "markup", "mime", "http")),
          Map.entry("source", Set.of("recipe", "bucket", "project", "user", "http", "database")),
          Map.entry("thread", Set.of("body", "source", "project", "user", "http", "database")),
          Map.entry(
              "attachment",
              Set.of(
                  "content",
                  "email",
                  "mime",
                  "source",
                  "body",
                  "project",
                  "user",
                  "http",
                  "database")),
          Map.entry(
              "comment",
              Set.of(
                  "attachment",
                  "thread",
                  "body",
                  "source",
                  "project",
                  "user",
                  "job",
                  "http",
                  "database")),
          Map.entry(
              "conversion",
              Set.of("comment", "recipe", "markup", "mime", "header", "body", "http")),
          Map.entry(
              "rawemail",
              Set.of("conversion", "comment", "recipe", "mime", "body", "project", "user", "http")),
          Map.entry(
              "loading",
              Set.of(
                  "translation",
                  "conversion",
                  "email",
                  "comment",
                  "recipe",
                  "mime",
                  "body",
                  "source",
                  "bucket",
                  "project",
                  "user",
                  "job",
                  "http",
                  "database")),
          Map.entry(
              "origin",
              Set.of(
                  "email",
                  "comment",
                  "recipe",
                  "clean",
                  "mime",
                  "body",
                  "source",
                  "project",
                  "user",
                  "http",
                  "database")),
          Map.entry(
              "translation",
              Set.of(
                  "translator",
                  "comment",
                  "source",
                  "body",
                  "project",
                  "user",
                  "job",
                  "http",
                  "database")),
          Map.entry("content", Set.of("job", "database")),
          Map.entry(
              "audio",
              Set.of(
                  "comment", "content", "source", "body", "project", "user", "http", "database")),
          Map.entry(
              "archive",
              Set.of(
                  "audit",
                  "content",
                  "email",
                  "source",
                  "project",
                  "user",
                  "progress",
                  "http",
                  "database")),
          Map.entry("progress", Set.of()),
          Map.entry(
              "retention",
              Set.of("email", "source", "bucket", "project", "user", "job", "http", "database")),
          Map.entry(
              "intake",
              Set.of(
                  "audio",
                  "attachment",
                  "retention",
                  "progress",
                  "translation",
                  "comment",
                  "email",
                  "mime",
                  "header",
                  "body",
                  "source",
                  "bucket",
                  "project",
                  "user",
                  "http",
                  "database")),
          Map.entry("statistics", Set.of("source", "project", "user", "http", "database")),
          Map.entry("charset", Set.of()),
          Map.entry("header", Set.of("charset")),
          Map.entry("html", Set.of()),
          Map.entry("mime", Set.of("charset", "header", "html")),
          Map.entry(
              "mailbench",
              Set.of(
                  "conversion", "recipe", "mime", "load", "project", "user", "http", "database")),
          Map.entry(
              "cli", Set.of("author", "clean", "mime", "project", "user", "http", "database")),
          Map.entry("filebench", Set.of("load", "body", "project", "user", "http", "database")),
          Map.entry("load", Set.of("project", "user", "http", "database")),
          Map.entry("mix", Set.of("load", "project", "user", "database")),
          Map.entry("yardstick", Set.of("mix", "load", "database")),
          Map.entry("bench", Set.of("yardstick", "mix", "load", "user", "database")),
          Map.entry("stock", Set.of("yardstick", "load", "project", "user", "http", "database")),
          Map.entry("volume", Set.of("stock", "load", "user", "database")),
          Map.entry("kill", Set.of("load", "user", "http", "database")),
          Map.entry(
              "translationbench", Set.of("language", "translator", "load", "http", "database")),
          Map.entry("replies", Set.of("clean", "words", "load", "http")),
          Map.entry("hostile", Set.of("load", "user", "http", "database")));

  @Test
  void everyRoomUsesOnlyRoomsBelowIt() {
    for (var room : rooms()) {
      assertThat(MAY_USE).as("the floor plan has no room " + room).containsKey(room);
      for (var other : rooms()) {
        if (!room.equals(other) && !MAY_USE.getOrDefault(room, Set.of()).contains(other)) {
          noClasses()
              .that()
              .resideInAPackage(HOUSE + "." + room)
              .should()
              .dependOnClassesThat()
              .resideInAPackage(HOUSE + "." + other)
              .check(CLASSES);
        }
      }
      noClasses()
          .that()
          .resideInAPackage(HOUSE + "." + room)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(HOUSE)
          .check(CLASSES);
    }
  }

  @Test
  void noRoomsFormACircle() {
    slices().matching(HOUSE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noRoomHasASubRoom() {
    assertThat(rooms()).noneMatch(room -> room.contains("."));
  }

  @Test
  void namesSayWhatAThingIs() {
    var unused =
        Pattern.compile(
            ".*(Utils?|Helpers?|Manager|Impl|Base|Abstract|Service|Dto|Common|Misc)$|^(Base|Abstract|Common)[A-Z].*");
    assertThat(CLASSES.stream().map(JavaClass::getSimpleName)).noneMatch(unused.asPredicate());
  }

  @Test
  void everyRoomSaysWhatLivesInIt() {
    for (var room : rooms()) {
      assertThat(CLASSES.getPackage(HOUSE + "." + room).tryGetPackageInfo()).as(room).isPresent();
    }
  }

  private static Set<String> rooms() {
    var rooms = new TreeSet<String>();
    for (JavaPackage room : CLASSES.getPackage(HOUSE).getSubpackagesInTree()) {
      if (!room.getClasses().isEmpty()) {
        rooms.add(room.getName().substring(HOUSE.length() + 1));
      }
    }
    return rooms;
  }
}
