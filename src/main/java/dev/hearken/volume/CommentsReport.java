package dev.hearken.volume;

import dev.hearken.load.Machine;
import dev.hearken.load.Part;
import dev.hearken.load.Report;
import java.util.ArrayList;
import java.util.Map;

/// What the parts of the bench of comments have found, by their names.
record CommentsReport(String bench, long seed, Map<String, Part> parts, Machine machine)
    implements Report {

  @Override
  public boolean passed() {
    return parts.values().stream().allMatch(Part::passed);
  }

  @Override
  public String table() {
    var lines = new ArrayList<String>();
    lines.add("comments, seed " + seed);
    for (var part : parts.values()) {
      lines.add("");
      lines.addAll(part.lines());
    }
    lines.add("");
    lines.add(machine.lines());
    return String.join("\n", lines);
  }
}
