package dev.hearken.source;

import dev.hearken.database.Database;
import dev.hearken.database.Lookup;
import dev.hearken.database.Values;
import dev.hearken.http.Call;
import dev.hearken.project.FullName;
import dev.hearken.source.SourceStore.Held;
import dev.hearken.user.Access;
import dev.hearken.user.CallersLookup;
import dev.hearken.user.Permission;
import java.util.List;

/// A lookup of something in a source as the caller sees it: who he is, whether he may read the
/// source, and what of it is hidden from him, is found out together with it. For him who may not,
/// nothing is looked up.
///
/// @param <T> what is read from the row
public final class ViewLookup<T> {
  /// The column of what is looked up; null when nothing is.
  public static final String THING = "thing";

  /// What a function needs for it: the id of the source, whether it is translated, and the names of
  /// the properties that are hidden.
  public static final String VIEW =
      "s.id, s.should_translate, CASE WHEN %s THEN '{}' ELSE s.sensitive_properties END"
          .formatted(CallersLookup.holds(Permission.SOURCES_READ_SENSITIVE));

  private final CallersLookup<Row<T>> lookup;

  /// A source as the caller sees it, and what was looked up in it.
  public record Seen<T>(SourceView view, T thing) {}

  private record Row<T>(Held source, T thing) {}

  /// @param sql what is looked up; may have [#VIEW]
  /// @param reading of [#THING]
  public ViewLookup(String sql, Lookup.Reading<T> reading) {
    var column =
        ", CASE WHEN s.id IS NOT NULL AND %s THEN %s END AS %s"
            .formatted(CallersLookup.holds(Permission.SOURCES_READ), sql, THING);
    this.lookup =
        new CallersLookup<>(
            SourceStore.NAMED.formatted(column, CallersLookup.USER),
            row -> new Row<>(SourceRow.held(row), reading.of(row)));
  }

  /// @param values those of what is looked up
  public Seen<T> find(Database database, Call call, FullName name, Values values) {
    var row =
        call.find(token -> lookup.find(database, token, SourceStore.named(name, values)))
            .orElseThrow(() -> Access.noSuchProject(name.owner()));
    var source = row.source.allowed(call.caller(), Permission.SOURCES_READ, name.toString());
    boolean seesAll = row.source.access(call.caller()).allows(Permission.SOURCES_READ_SENSITIVE);
    var hidden = seesAll ? List.<String>of() : source.sensitiveProperties();
    return new Seen<>(new SourceView(source, hidden), row.thing);
  }
}
