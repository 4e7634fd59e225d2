package dev.hearken.mime;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What is noted while a mail is read.
final class Notes {
  private final Map<Note.Kind, Integer> counts = new EnumMap<>(Note.Kind.class);

  void add(Note.Kind kind) {
    add(kind, 1);
  }

  void add(Note.Kind kind, int count) {
    if (count > 0) {
      counts.merge(kind, count, Integer::sum);
    }
  }

  List<Note> all() {
    return counts.isEmpty()
        ? List.of()
        : counts.entrySet().stream().map(one -> new Note(one.getKey(), one.getValue())).toList();
  }
}
