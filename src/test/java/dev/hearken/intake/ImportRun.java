package dev.hearken.intake;

import dev.hearken.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/// What `./hearken import` ended with and said, on the database of a server that runs.
public record ImportRun(int code, String out, String refusal) {
  public static ImportRun of(TestServer server, Object... words) {
    var out = new ByteArrayOutputStream();
    var refusal = new StringBuilder();
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    var hearken = server.hearken();
    var command =
        new ImportCommand(
            work -> work.accept(hearken.users().system(), hearken.intake()),
            System.in,
            stream,
            stream);
    int code =
        new CommandLine(command)
            .setErr(new PrintWriter(out, true, StandardCharsets.UTF_8))
            .setExecutionExceptionHandler((e, _, _) -> {
              refusal.append(e);
              return 1;
            })
            .execute(Stream.of(words).map(ImportRun::word).toArray(String[]::new));
    return new ImportRun(code, out.toString(StandardCharsets.UTF_8), refusal.toString());
  }

  /// Of an archive, which is put into this folder.
  static ImportRun ofArchive(
      TestServer server, Path folder, byte[] archive, String project, Object... more)
      throws IOException {
    var file = Files.write(folder.resolve("archive.tar"), archive);
    var words = new ArrayList<Object>(List.of(file, "--project", project));
    words.addAll(List.of(more));
    return of(server, words.toArray());
  }

  private static String word(Object word) {
    return word instanceof Path path ? path.toString() : (String) word;
  }
}
