package dev.hearken.yardstick;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Connections that note which statements are executed on them, and with which values. So a
/// yardstick is what the server does today, and not what it did when somebody wrote it down.
final class Recording {
  private final DataSource source;
  private final List<Recorded> statements = Collections.synchronizedList(new ArrayList<>());
  private final Map<Array, Value.Elements> arrays =
      Collections.synchronizedMap(new IdentityHashMap<>());

  /// A statement and its values, in order.
  record Recorded(String sql, List<Value> values) {}

  Recording(DataSource source) {
    this.source = proxy(DataSource.class, source, this::ofSource);
  }

  /// The same connections, recorded.
  DataSource source() {
    return source;
  }

  /// What was recorded since the last time.
  List<Recorded> take() {
    synchronized (statements) {
      var taken = List.copyOf(statements);
      statements.clear();
      return taken;
    }
  }

  private interface Watch {
    @Nullable Object after(Method method, Object[] arguments, @Nullable Object result);
  }

  private @Nullable Object ofSource(Method method, Object[] arguments, @Nullable Object result) {
    return result instanceof Connection
        ? proxy(Connection.class, result, this::ofConnection)
        : result;
  }

  private @Nullable Object ofConnection(
      Method method, Object[] arguments, @Nullable Object result) {
    if (result instanceof Array array) {
      arrays.put(array, new Value.Elements((String) arguments[0], (Object[]) arguments[1]));
    }
    if (result instanceof PreparedStatement && arguments[0] instanceof String sql) {
      var values = new TreeMap<Integer, Value>();
      return proxy(
          PreparedStatement.class,
          result,
          (called, given, returned) -> {
            ofStatement(sql, values, called.getName(), given);
            return returned;
          });
    }
    return result;
  }

  private void ofStatement(String sql, Map<Integer, Value> values, String called, Object[] given) {
    if (called.startsWith("execute")) {
      statements.add(new Recorded(sql, List.copyOf(values.values())));
    } else if (called.startsWith("set") && given.length > 1 && given[0] instanceof Integer at) {
      values.put(at, value(called, given[1]));
    }
  }

  private Value value(String called, @Nullable Object given) {
    if (called.equals("setNull") && given instanceof Integer type) {
      return new Value.Null(type);
    }
    if (given == null) {
      return new Value.Null(java.sql.Types.NULL);
    }
    var elements = given instanceof Array array ? arrays.get(array) : null;
    return elements == null ? new Value.Constant(given) : elements;
  }

  private static <T> T proxy(Class<T> type, Object behind, Watch watch) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, given) -> {
              var arguments = given == null ? new Object[0] : given;
              try {
                return watch.after(method, arguments, method.invoke(behind, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
