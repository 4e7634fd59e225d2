package dev.hearken.kill;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/// One server or several on one database, of which something is killed in each round.
interface Prey extends AutoCloseable {
  /// How long whatever must happen in the end may take. It says when to give up, not how fast it is
  /// to be.
  Duration PATIENCE = Duration.ofMinutes(5);

  /// What was killed.
  ///
  /// @param comesBack whether it does so by itself; else it is to be brought back
  record Killed(String name, boolean comesBack) {}

  /// Where requests go.
  ///
  /// @param number of the one who sends them; several servers share the senders
  URI address(int number);

  DataSource database();

  /// Kills whose turn it is, at once, and returns when they are gone.
  Killed kill(int round, Random random);

  /// Starts what was killed, once nothing of what it had begun goes on.
  ///
  /// @return how long each server took until it answered
  List<Duration> bringBack() throws IOException, InterruptedException, SQLException;

  @Override
  void close();

  /// Returns when a process that was killed is gone.
  static void awaitEnd(ProcessHandle process) {
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
