package dev.hearken.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.function.IntSupplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Connections to a PostgreSQL on this machine, at the port where it listens at that moment.
final class LoopbackDataSource implements DataSource {
  private final IntSupplier port;
  private final String database;
  private final Properties properties = new Properties();
  private @Nullable PrintWriter logWriter;

  LoopbackDataSource(IntSupplier port, String database, String user, String password) {
    this.port = port;
    this.database = database;
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "hearken");
    properties.setProperty("connectTimeout", "2");
    // The first login of a process on a busy machine takes many seconds; pools set a time of their
    // own.
    properties.setProperty("loginTimeout", "60");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("socketFactory", PatientSockets.class.getName());
    properties.setProperty("sslmode", "disable");
    properties.setProperty("gssEncMode", "disable");
    // Another program that has come by the port is never told the password.
    properties.setProperty("requireAuth", "scram-sha-256");
  }

  /// Where it is at this moment, for other programs on this machine.
  DatabaseAddress address() {
    return new DatabaseAddress(
        url(), properties.getProperty("user"), properties.getProperty("password"));
  }

  @Override
  public Connection getConnection() throws SQLException {
    return connect(properties);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    var others = new Properties();
    others.putAll(properties);
    others.setProperty("user", user);
    others.setProperty("password", password);
    return connect(others);
  }

  private Connection connect(Properties wanted) throws SQLException {
    return DriverManager.getConnection(url(), wanted);
  }

  private String url() {
    return "jdbc:postgresql://127.0.0.1:" + port.getAsInt() + "/" + database;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter writer) {
    logWriter = writer;
  }

  @Override
  public void setLoginTimeout(int seconds) {
    properties.setProperty("loginTimeout", String.valueOf(seconds));
  }

  @Override
  public int getLoginTimeout() {
    return Integer.parseInt(properties.getProperty("loginTimeout"));
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (!isWrapperFor(type)) {
      throw new SQLException("No " + type.getName());
    }
    return type.cast(this);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
