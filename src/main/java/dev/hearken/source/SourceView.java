package dev.hearken.source;

import dev.hearken.project.FullName;
import java.util.List;

/// A source as somebody sees it who may read its comments.
///
/// @param hidden names of the sensitive properties, as they were given, if he does not see them
public record SourceView(Source source, List<String> hidden) {
  public FullName name() {
    return new FullName(source.owner(), source.name());
  }
}
