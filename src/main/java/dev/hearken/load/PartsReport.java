package dev.hearken.load;

import java.util.ArrayList;
import java.util.Map;

/// What the parts of a bench have found, by their names.
///
/// @param seed with which the same is measured again
public record PartsReport(String bench, long seed, Map<String, Part> parts, Machine machine)
    implements Report {

  @Override
  public boolean passed() {
    return parts.values().stream().allMatch(Part::passed);
  }

  @Override
  public String table() {
    var lines = new ArrayList<String>();
    lines.add(bench + ", seed " + seed);
    for (var part : parts.values()) {
      lines.add("");
      lines.addAll(part.lines());
    }
    lines.add("");
    lines.add(machine.lines());
    return String.join("\n", lines);
  }
}
