package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher with a build that is up to date and a Java that only says how it was called.
class LauncherTest {
  private static final Path SCRIPT = Path.of("/usr/bin/script");

  @TempDir private Path home;

  @BeforeEach
  void build() throws IOException {
    Files.createDirectories(home.resolve("src/main"));
    Files.createDirectories(home.resolve("target"));
    Files.createDirectories(home.resolve("jdk/bin"));
    Files.writeString(home.resolve("pom.xml"), "");
    Files.writeString(home.resolve("target/hearken.jar"), "");
    Files.writeString(home.resolve("target/built"), "");
    Files.setLastModifiedTime(
        home.resolve("target/built"), FileTime.from(Instant.now().plusSeconds(60)));
    Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    program("jdk/bin/java", "#!/bin/sh\necho \"$@\"\n");
    program("jdk/bin/javac", "");
    program("hearken", Files.readString(Path.of("hearken")));
  }

  private void program(String name, String text) throws IOException {
    var file = Files.writeString(home.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String run(String... words) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("HEARKEN_JAVA_HOME", home.resolve("jdk").toString());
    builder.environment().put("HEARKEN_JAVA_OPTIONS", "-Xmx1g");
    var process = builder.start();
    process.getOutputStream().close();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(out).isZero();
    return out;
  }

  @Test
  void itCallsJavaWithTheWordsAndTheOptionsOfTheUserLast() throws Exception {
    assertThat(run(home.resolve("hearken").toString(), "import", "a b"))
        .endsWith(" -Xmx1g -jar " + home.resolve("target/hearken.jar") + " import a b\n")
        .contains("-Dhearken.terminal=false");
  }

  @Test
  void itSaysWhetherSomebodyLooksOnATerminal() throws Exception {
    assumeThat(SCRIPT).as("a program that makes a terminal").exists();
    assertThat(run(SCRIPT.toString(), "-qec", home.resolve("hearken") + " version", "/dev/null"))
        .contains("-Dhearken.terminal=true");
    assertThat(
            run(SCRIPT.toString(), "-qec", home.resolve("hearken") + " version 2>&-", "/dev/null"))
        .contains("-Dhearken.terminal=false");
  }
}
