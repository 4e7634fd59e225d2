package dev.hearken.yardstick;

import dev.hearken.mix.Action;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// What the server binds to one place of a statement, told from two requests that differ in the
/// thing they are about and in their turn.
sealed interface Value {
  /// @param at its place
  /// @param now the same for the whole statement
  void bind(PreparedStatement statement, int at, Action.Once once, OffsetDateTime now)
      throws SQLException;

  /// The same each time.
  record Constant(Object value) implements Value {
    @Override
    public void bind(PreparedStatement statement, int at, Action.Once once, OffsetDateTime now)
        throws SQLException {
      statement.setObject(at, value);
    }
  }

  record Null(int type) implements Value {
    @Override
    public void bind(PreparedStatement statement, int at, Action.Once once, OffsetDateTime now)
        throws SQLException {
      statement.setNull(at, type);
    }
  }

  /// An array, which belongs to its connection.
  @SuppressWarnings("ArrayRecordComponent") // compared deeply where it matters
  record Elements(String type, Object[] elements) implements Value {
    @Override
    public void bind(PreparedStatement statement, int at, Action.Once once, OffsetDateTime now)
        throws SQLException {
      Connection connection = statement.getConnection();
      statement.setArray(at, connection.createArrayOf(type, elements));
    }
  }

  /// The name of the thing, or what is written to it.
  record Text(String template) implements Value {
    @Override
    public void bind(PreparedStatement statement, int at, Action.Once once, OffsetDateTime now)
        throws SQLException {
      statement.setString(at, Action.filled(template, once.thing(), once.turn()));
    }
  }

  /// An id made for the occasion.
  record Fresh() implements Value {
    @Override
    public void bind(PreparedStatement statement, int at, Action.Once once, OffsetDateTime now)
        throws SQLException {
      statement.setLong(at, ThreadLocalRandom.current().nextLong());
    }
  }

  record Now() implements Value {
    @Override
    public void bind(PreparedStatement statement, int at, Action.Once once, OffsetDateTime now)
        throws SQLException {
      statement.setObject(at, now);
    }
  }

  /// @throws IllegalStateException when it is not clear what a third request would bind
  static Value of(Value one, Action.Once first, Value other, Action.Once second) {
    if (one instanceof Elements a && other instanceof Elements b) {
      if (a.type().equals(b.type()) && Objects.deepEquals(a.elements(), b.elements())) {
        return a;
      }
    } else if (one instanceof Constant a && other instanceof Constant b) {
      var same = of(a.value(), first, b.value(), second);
      if (same != null) {
        return same;
      }
    } else if (one.equals(other)) {
      return one;
    }
    throw new IllegalStateException("Two requests bind %s and %s".formatted(one, other));
  }

  private static @Nullable Value of(
      Object one, Action.Once first, Object other, Action.Once second) {
    if (Objects.deepEquals(one, other)) {
      return new Constant(one);
    }
    if (one instanceof Long && other instanceof Long) {
      return new Fresh();
    }
    if (one instanceof OffsetDateTime && other instanceof OffsetDateTime) {
      return new Now();
    }
    if (one instanceof String a && other instanceof String b) {
      var template = template(a, first);
      return template.equals(template(b, second)) ? new Text(template) : null;
    }
    return null;
  }

  private static String template(String text, Action.Once once) {
    return text.replace(once.thing(), "#").replace(once.turn(), "@");
  }
}
