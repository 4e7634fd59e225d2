package dev.hearken.http;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// What an endpoint answers with. The envelope (`"status": "ok"`) is put around it by the front
/// door.
public sealed interface Answer {
  /// The fields beside `status`, in this order.
  record Whole(Map<String, ?> fields) implements Answer {}

  /// A list that is read slice by slice while it is written, so that its length costs no memory.
  /// Between two slices no connection to the database is held.
  record Sliced(String name, Iterator<? extends List<?>> slices) implements Answer {}

  /// Nothing but `{"status": "ok"}`.
  static Answer ok() {
    return new Whole(Map.of());
  }

  /// One field.
  static Answer of(String name, Object value) {
    return new Whole(Map.of(name, value));
  }

  /// A list of any length.
  static Answer list(String name, Iterator<? extends List<?>> slices) {
    return new Sliced(name, slices);
  }
}
