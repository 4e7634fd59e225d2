package dev.hearken.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// Where a PostgreSQL of the user's is, and as whom to enter it.
///
/// @param url in the form that JDBC knows, without user and password
public record DatabaseAddress(String url, String user, String password) {
  private static final Logger LOG = Logger.getLogger(DatabaseAddress.class.getName());
  private static final String JDBC = "jdbc:";
  private static final int OLDEST = 15;

  /// Reads `jdbc:postgresql://…`, or `postgresql://…` and `postgres://…` as other programs write
  /// it.
  ///
  /// @param user wins over one in the address, unless it is empty; so does the password
  public static Optional<DatabaseAddress> parse(String address, String user, String password) {
    try {
      var uri = new URI(address.startsWith(JDBC) ? address.substring(JDBC.length()) : address);
      boolean known = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
      if (!known || uri.getRawAuthority() == null) {
        return Optional.empty();
      }
      var authority = uri.getRawAuthority();
      int at = authority.lastIndexOf('@');
      var entrance = at < 0 ? "" : authority.substring(0, at);
      int colon = entrance.indexOf(':');
      var url =
          "jdbc:postgresql://%s%s%s"
              .formatted(
                  authority.substring(at + 1),
                  uri.getRawPath(),
                  uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
      new PGSimpleDataSource().setUrl(url); // throws where it cannot be understood
      return Optional.of(
          new DatabaseAddress(
              url,
              user.isEmpty() ? decoded(colon < 0 ? entrance : entrance.substring(0, colon)) : user,
              password.isEmpty() && colon >= 0
                  ? decoded(entrance.substring(colon + 1))
                  : password));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /// An address as it may be shown: without any password in it.
  public static String masked(String address) {
    return address
        .replaceAll("://([^:/@]*):[^@]*@", "://$1:********@")
        .replaceAll("(?i)([?&]password=)[^&]*", "$1********");
  }

  /// Connections to it, once it has been asked whether it will do.
  ///
  /// @throws CannotStart when it cannot be reached or is older than PostgreSQL 15
  public DataSource dataSource() {
    var source = source();
    try (var connection = source.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("SHOW is_superuser")) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST) {
        throw new CannotStart(
            "The database at %s is PostgreSQL %d; it must be %d or newer."
                .formatted(this, version, OLDEST));
      }
      if (row.next() && row.getString(1).equals("on")) {
        LOG.warning(
            "The role by which the database is entered is a superuser; one that may create tables in its schema is enough.");
      }
      return source;
    } catch (SQLException e) {
      throw new CannotStart(
          "The database at %s cannot be entered (%s): check HEARKEN_DATABASE_URL, _USER and _PASSWORD, and whether it runs."
              .formatted(this, e.getMessage()),
          e);
    }
  }

  private DataSource source() {
    var source = new PGSimpleDataSource();
    source.setUrl(url);
    if (!user.isEmpty()) {
      source.setUser(user);
    }
    if (!password.isEmpty()) {
      source.setPassword(password);
    }
    if (!url.contains("ApplicationName=")) {
      source.setApplicationName("hearken");
    }
    if (!url.contains("socketFactory=")) {
      source.setSocketFactory(PatientSockets.class.getName());
    }
    source.setConnectTimeout(2);
    source.setTcpKeepAlive(true);
    return source;
  }

  /// Says nothing of the password.
  @Override
  public String toString() {
    return masked(url);
  }
}
