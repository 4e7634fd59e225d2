package dev.hearken;

import dev.hearken.database.Database;
import dev.hearken.http.Listener;
import dev.hearken.http.Server;
import dev.hearken.job.Jobs;
import dev.hearken.load.Subject;
import dev.hearken.log.Log;
import dev.hearken.project.FullName;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import javax.sql.DataSource;

/// The server that a bench measures or kills: as it stands by default, in a folder of the bench's
/// own, on any free port, and without a line in the log for each request.
final class BenchServer {
  private BenchServer() {}

  static Subject open(Path folder) throws IOException {
    Log.install(false, Level.WARNING, System.err);
    var config =
        Config.of(
            Map.of(
                Setting.HEARKEN_DATA_DIR.name(),
                folder.toString(),
                Setting.HEARKEN_PORT.name(),
                "0"));
    var open = OpenDatabase.forServer(config, System.err::println);
    try {
      return subject(config, open);
    } catch (IOException | RuntimeException e) {
      open.close();
      throw e;
    }
  }

  /// The same in a process of its own, with the options that this one was started with, and these.
  static ProcessBuilder launch(Class<?> program, Path folder, String token, List<String> options) {
    return launch(program, folder, token, options, List.of("start"));
  }

  /// The same with another command, which may need no token.
  static ProcessBuilder launch(
      Class<?> program, Path folder, String token, List<String> options, List<String> command) {
    var words = new ArrayList<String>();
    words.add(ProcessHandle.current().info().command().orElse("java"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-X"))
        .forEach(words::add);
    words.addAll(options);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    words.addAll(command);
    var builder = new ProcessBuilder(words);
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("HEARKEN_"));
    environment.put(Setting.HEARKEN_DATA_DIR.name(), folder.toString());
    environment.put(Setting.HEARKEN_PORT.name(), "0");
    if (!token.isEmpty()) {
      environment.put(Setting.HEARKEN_ADMIN_TOKEN.name(), token);
    }
    environment.put(Setting.HEARKEN_LOG_LEVEL.name(), "warning");
    return builder;
  }

  /// Brings comments from a file into a source of a server.
  ///
  /// @return how many were new, and how many unchanged
  static long[] bringIn(Subject subject, Path file, String source) throws IOException {
    var intake = new Hearken(subject.database(), Clock.systemUTC()).intake();
    int slash = source.indexOf('/');
    var name = new FullName(source.substring(0, slash), source.substring(slash + 1));
    var counts = intake.comments(subject.system(), file, name);
    return new long[] {counts.added(), counts.unchanged()};
  }

  private static Subject subject(Config config, OpenDatabase open) throws IOException {
    var hearken = new Hearken(open.database(), Clock.systemUTC(), config.recipes());
    var _ = hearken.firstStart().prepare();
    var server = hearken.serve(config.listener(), config.metricsToken());
    var jobs = hearken.work();
    return subject(open.database(), hearken, server, () -> stop(server, jobs, open));
  }

  static Subject subject(Database database, Hearken hearken, Server server, Runnable stop) {
    return new Subject(
        database,
        hearken.users().system(),
        hearken.users(),
        hearken.tokens(),
        hearken.projects(),
        server.address(),
        server.routes(),
        server::connections,
        BenchServer::second,
        stop);
  }

  private static Subject.Second second(DataSource source) throws IOException {
    var database = Database.open(source, 2);
    try {
      var server =
          new Hearken(database, Clock.systemUTC()).serve(Listener.local(""), Optional.empty());
      return new Subject.Second(
          server.address(),
          () -> {
            server.close();
            database.close();
          });
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static void stop(Server server, Jobs jobs, OpenDatabase open) {
    server.close();
    jobs.close();
    open.close();
  }
}
