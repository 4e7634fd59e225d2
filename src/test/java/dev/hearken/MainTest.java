package dev.hearken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearken.tls.TestKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line as a process of its own: what it prints, how it ends, and what it says when
/// something is in the way.
class MainTest {
  private static final Pattern TOKEN = Pattern.compile("hk_[A-Za-z0-9_-]{43}");
  private static final Pattern ADDRESS = Pattern.compile("http://[0-9.:]+");

  /// One data folder for all, for making one takes seconds.
  @TempDir private static Path folder;

  /// How a command ended and what it said.
  private record Ended(int code, String out, String err) {
    String lastLine() {
      return out.lines().toList().getLast();
    }
  }

  private ProcessBuilder command(Map<String, String> settings, String... words) {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("HEARKEN_"));
    var all =
        new TreeMap<>(
            Map.of("HEARKEN_DATA_DIR", folder.resolve("data").toString(), "HEARKEN_PORT", "0"));
    all.putAll(settings);
    builder.environment().putAll(all);
    return builder;
  }

  private Ended run(Map<String, String> settings, String... words)
      throws IOException, InterruptedException {
    var process = command(settings, words).start();
    var err = new StringBuilder();
    var reader = Thread.ofVirtual().start(() -> err.append(text(process.getErrorStream())));
    var out = text(process.getInputStream());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    reader.join();
    return new Ended(process.exitValue(), out, err.toString());
  }

  private static String text(java.io.InputStream in) {
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /// A server that has said where it listens.
  private final class Running implements AutoCloseable {
    private final Process process;
    private final String line;

    Running(Map<String, String> settings) throws IOException {
      process = command(settings, "start").redirectError(ProcessBuilder.Redirect.DISCARD).start();
      var out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      var last = "";
      for (var next = out.readLine(); next != null; next = out.readLine()) {
        last = next;
        if (next.contains("listens")) {
          break;
        }
      }
      line = last;
    }

    int status(String token) throws IOException, InterruptedException {
      var address = ADDRESS.matcher(line).results().findFirst().orElseThrow().group();
      var request =
          HttpRequest.newBuilder(URI.create(address + "/api/v1/sources/DefaultProject"))
              .header("Authorization", "Bearer " + token)
              .build();
      try (var client = HttpClient.newHttpClient()) {
        return client.send(request, BodyHandlers.discarding()).statusCode();
      }
    }

    /// Stops it as a supervisor does.
    @Override
    public void close() {
      process.destroy();
      assertThat(process.onExit().orTimeout(30, TimeUnit.SECONDS).join().exitValue()).isZero();
    }
  }

  @Test
  void theFirstStartShowsATokenThatWorksAndLaterOnesNone() throws Exception {
    String token;
    try (var first = new Running(Map.of())) {
      token = TOKEN.matcher(first.line).results().findFirst().orElseThrow().group();
      assertThat(first.status(token)).isEqualTo(200);
    }
    assertThat(run(Map.of(), "users").out()).containsPattern("admin +admin@localhost +root");
    try (var second = new Running(Map.of())) {
      assertThat(second.line).doesNotContain("hk_").doesNotContain("token");
      assertThat(second.status(token)).isEqualTo(200);

      var made = run(Map.of(), "token", "admin");
      assertThat(made.lastLine()).matches(TOKEN);
      assertThat(second.status(token)).isEqualTo(401);
      assertThat(second.status(made.lastLine())).isEqualTo(200);

      assertThat(run(Map.of(), "token", "admin", "--revoke").code()).isZero();
      assertThat(second.status(made.lastLine())).isEqualTo(401);

      assertOneSentence(run(Map.of(), "start"), 1, "in use by another Hearken server");
      usersAndProjectsAreManagedWhileTheServerRuns();
    }
  }

  private void usersAndProjectsAreManagedWhileTheServerRuns() throws Exception {
    assertThat(run(Map.of(), "project", "add", "mine").code()).isZero();
    assertThat(
            run(
                    Map.of(),
                    "user",
                    "add",
                    "bob",
                    "--email",
                    "bob@example.com",
                    "--project",
                    "mine=sources-read,users-read")
                .code())
        .isZero();
    assertThat(
            run(
                    Map.of(),
                    "user",
                    "permit",
                    "bob",
                    "--global",
                    "tenant-admin",
                    "--project",
                    "DefaultProject=sources-admin")
                .code())
        .isZero();
    assertThat(run(Map.of(), "users").out())
        .containsPattern(
            "bob +bob@example.com +tenant-admin DefaultProject=sources-admin mine=sources-read,users-read");
    assertThat(run(Map.of(), "user", "delete", "bob").code()).isZero();
    assertThat(run(Map.of(), "project", "delete", "mine").code()).isZero();
    assertOneSentence(run(Map.of(), "user", "delete", "admin"), 1, "the last who holds 'root'");
    assertOneSentence(run(Map.of(), "token", "nobody"), 1, "There is no user 'nobody'");
  }

  @Test
  void whatStandsInTheWayIsSaidInASentence() throws Exception {
    assertOneSentence(
        run(Map.of("HEARKEN_PORT", "eighty"), "start"), 2, "HEARKEN_PORT is 'eighty'");
    assertOneSentence(run(Map.of("HEARKEN_PROT", "80"), "config"), 2, "HEARKEN_PORT");
    assertOneSentence(
        run(Map.of("HEARKEN_DATABASE_URL", "postgresql://127.0.0.1:1/none"), "start"),
        1,
        "HEARKEN_DATABASE_URL");
    try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      var port = String.valueOf(taken.getLocalPort());
      assertOneSentence(run(Map.of("HEARKEN_PORT", port), "start"), 1, "Port " + port);
    }
    assertOneSentence(
        run(Map.of("HEARKEN_DATA_DIR", "/proc/nowhere"), "start"), 1, "HEARKEN_DATA_DIR");
    assertThat(run(Map.of(), "nonsense").code()).isEqualTo(2);
  }

  @Test
  void secretsAndKeysThatCannotBeReadAreSaidInASentence() throws Exception {
    assertOneSentence(
        run(Map.of("HEARKEN_ADMIN_TOKEN_FILE", "/none/at/all"), "config"),
        2,
        "HEARKEN_ADMIN_TOKEN_FILE names the file '/none/at/all'");
    assertOneSentence(
        run(tls("rsa.pem", "ec.key"), "start"), 2, "does not belong to the first certificate");
    assertOneSentence(
        run(Map.of("HEARKEN_TLS_KEY", "key.pem"), "start"), 2, "HEARKEN_TLS_CERTIFICATE");
  }

  private static Map<String, String> tls(String certificate, String key) {
    return Map.of(
        "HEARKEN_TLS_CERTIFICATE",
        TestKeys.file(certificate).toString(),
        "HEARKEN_TLS_KEY",
        TestKeys.file(key).toString());
  }

  @Test
  void plainHttpForOthersIsWarnedOfOnceUnlessAProxyIsNamed() throws Exception {
    // It ends before it listens, for there is no such database.
    var plain =
        new TreeMap<>(
            Map.of(
                "HEARKEN_HOST",
                "0.0.0.0",
                "HEARKEN_DATABASE_URL",
                "postgresql://127.0.0.1:1/none"));
    assertThat(run(plain, "start").err().lines().filter(line -> line.contains("plain HTTP")))
        .hasSize(1);
    plain.put("HEARKEN_TRUSTED_PROXIES", "10.0.0.0/8");
    assertThat(run(plain, "start").err()).doesNotContain("plain HTTP");
    plain.remove("HEARKEN_TRUSTED_PROXIES");
    plain.putAll(tls("ec.pem", "ec.key"));
    assertThat(run(plain, "start").err()).doesNotContain("plain HTTP");
    assertThat(run(Map.of("HEARKEN_DATABASE_URL", "postgresql://127.0.0.1:1/none"), "start").err())
        .doesNotContain("plain HTTP");
  }

  private static void assertOneSentence(Ended ended, int code, String part) {
    assertThat(ended.err().lines().filter(line -> !line.contains(" WARNING ")))
        .as(ended.err())
        .hasSize(1);
    assertThat(ended.err()).contains(part).doesNotContain("\tat ");
    assertThat(ended.code()).isEqualTo(code);
  }

  @Test
  void helpIsGivenOnCommandsOfCommandsToo() throws Exception {
    assertThat(run(Map.of(), "help").out()).contains("Usage: hearken ").contains("  bench ");
    assertThat(run(Map.of(), "help", "user", "permit").out())
        .contains("Usage: hearken user permit ");
    assertThat(run(Map.of(), "help", "bench", "read").out()).contains("Usage: hearken bench read ");
    var unknown = run(Map.of(), "help", "user", "nonsense");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err())
        .contains("There is no command 'nonsense' in 'hearken user'.")
        .contains("Usage: hearken user ");
  }

  @Test
  void theSettingsInForceAreShownWithoutSecrets() throws Exception {
    var shown =
        run(Map.of("HEARKEN_ADMIN_TOKEN", "configured-token-of-the-administrator"), "config");

    assertThat(shown.code()).isZero();
    assertThat(shown.out())
        .containsPattern("HEARKEN_PORT +0 +environment")
        .containsPattern("HEARKEN_HOST +127.0.0.1 +default")
        .doesNotContain("configured-token");
  }
}
