package dev.hearken.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.IntSupplier;
import org.postgresql.ds.PGSimpleDataSource;

/// Connects to the embedded database wherever it listens now: after a crash it may come back on
/// another port.
final class FollowingDataSource extends PGSimpleDataSource {
  private final IntSupplier port;

  FollowingDataSource(String database, String user, String password, IntSupplier port) {
    this.port = port;
    setServerNames(new String[] {"127.0.0.1"});
    setDatabaseName(database);
    setUser(user);
    setPassword(password);
    setApplicationName("hearken");
    setSslMode("disable");
    setConnectTimeout(2);
    setTcpKeepAlive(true);
  }

  @Override
  public Connection getConnection() throws SQLException {
    setPortNumbers(new int[] {port.getAsInt()});
    return super.getConnection();
  }
}
