package dev.hearken;

import dev.hearken.database.CannotStart;
import dev.hearken.http.Server;
import dev.hearken.job.Jobs;
import dev.hearken.log.Log;
import dev.hearken.tls.IdentityFiles;
import dev.hearken.tls.Unusable;
import dev.hearken.translation.Means;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.logging.Logger;
import picocli.CommandLine.Command;

/// Runs the server until it is told to stop.
@Command(name = "start", description = "Run the server.", mixinStandardHelpOptions = true)
final class StartCommand implements Runnable {
  private static final Logger LOG = Logger.getLogger(StartCommand.class.getName());

  private final Supplier<Config> settings;

  StartCommand(Supplier<Config> settings) {
    this.settings = settings;
  }

  @Override
  public void run() {
    var config = settings.get();
    Log.install(config.logFormat() == Config.LogFormat.JSON, config.logLevel(), System.err);
    checkTls(config);
    warnOfPlainHttp(config);
    var open = OpenDatabase.forServer(config, System.out::println);
    try {
      serve(config, open);
    } catch (RuntimeException e) {
      open.close();
      throw e;
    }
    await();
  }

  /// Before anything else is begun, for it is soon mended.
  private static void checkTls(Config config) {
    try {
      config.tls().ifPresent(IdentityFiles::read);
    } catch (Unusable e) {
      throw new Setting.Wrong(
          "TLS cannot begin with %s and %s as they are: %s"
              .formatted(Setting.HEARKEN_TLS_CERTIFICATE, Setting.HEARKEN_TLS_KEY, e.sentence()));
    }
  }

  private static void warnOfPlainHttp(Config config) {
    if (config.tls().isEmpty() && config.proxies().isEmpty() && !isLoopback(config.host())) {
      LOG.warning(
          "The server speaks plain HTTP on %s, so everybody on the way can read tokens and texts: set %s and %s, or put a proxy that speaks TLS in front and name its address in %s."
              .formatted(
                  config.host(),
                  Setting.HEARKEN_TLS_CERTIFICATE,
                  Setting.HEARKEN_TLS_KEY,
                  Setting.HEARKEN_TRUSTED_PROXIES));
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      // Said when it is listened to.
      return true;
    }
  }

  private static void serve(Config config, OpenDatabase open) {
    var means = config.means();
    var hearken =
        new Hearken(
            open.database(), Clock.systemUTC(), config.recipes(), config.retentionEvery(), means);
    var firstStart = hearken.firstStart();
    var admin = firstStart.prepare();
    var server = listen(config, hearken);
    // Only now, for a token that is made is shown once: it must not be lost to a port that is
    // taken.
    var token = admin.flatMap(id -> firstStart.giveToken(id, config.adminToken()));
    var jobs = hearken.work();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, jobs, means, open), "stop"));
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
      return hearken.serve(config.listener(), config.metricsToken());
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
  private static void stop(Server server, Jobs jobs, Optional<Means> means, OpenDatabase open) {
    server.close();
    jobs.close();
    means.ifPresent(each -> each.translator().close());
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
