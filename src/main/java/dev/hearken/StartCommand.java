package dev.hearken;

import dev.hearken.database.CannotStart;
import dev.hearken.http.Server;
import dev.hearken.log.Log;
import java.io.IOException;
import java.net.BindException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/// Runs the server until it is told to stop.
@Command(name = "start", description = "Run the server.", mixinStandardHelpOptions = true)
final class StartCommand implements Runnable {
  private final Supplier<Config> settings;

  StartCommand(Supplier<Config> settings) {
    this.settings = settings;
  }

  @Override
  public void run() {
    var config = settings.get();
    Log.install(config.logFormat() == Config.LogFormat.JSON, config.logLevel(), System.err);
    var open = OpenDatabase.forServer(config, System.out::println);
    try {
      serve(config, open);
    } catch (RuntimeException e) {
      open.close();
      throw e;
    }
    await();
  }

  private static void serve(Config config, OpenDatabase open) {
    var hearken = new Hearken(open.database(), Clock.systemUTC());
    var firstStart = hearken.firstStart();
    var admin = firstStart.prepare();
    var server = listen(config, hearken);
    // Only now, for a token that is made is shown once: it must not be lost to a port that is
    // taken.
    var token = admin.flatMap(id -> firstStart.giveToken(id, config.adminToken()));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, open), "stop"));
    System.out.println(
        "Hearken listens on %s%s"
            .formatted(
                server.address(),
                token
                    .map(each -> "; the token of its user admin, shown only now: " + each.text())
                    .orElse("")));
  }

  private static Server listen(Config config, Hearken hearken) {
    try {
      return hearken.serve(
          config.host(), config.port(), config.basePath(), config.limits(), config.metricsToken());
    } catch (BindException e) {
      throw new CannotStart(
          "Port %d of %s cannot be had (%s): stop what listens there, or set HEARKEN_PORT and HEARKEN_HOST."
              .formatted(config.port(), config.host(), e.getMessage()),
          e);
    } catch (IOException e) {
      throw new CannotStart(
          "The server cannot listen on port %d of %s: %s"
              .formatted(config.port(), config.host(), e.getMessage()),
          e);
    }
  }

  /// The one thing that happens on a signal, in this order: no new requests, those at work finish,
  /// the database ends.
  private static void stop(Server server, OpenDatabase open) {
    server.close();
    open.close();
    Runtime.getRuntime().halt(0);
  }

  private static void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
