package dev.hearken.bench;

import dev.hearken.load.Machine;
import dev.hearken.load.Report;
import dev.hearken.load.Rest;
import dev.hearken.load.Summary;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a server holds after much has been asked of it, beside before.
///
/// @param residentMibBefore of the process, everything counted; 0 where it cannot be told
/// @param firstError what went wrong first, if anything did
record SoakReport(
    String bench,
    String what,
    int connections,
    double seconds,
    Summary product,
    Rest before,
    Rest after,
    long residentMibBefore,
    long residentMibAfter,
    @Nullable String firstError,
    Machine machine)
    implements Report {

  @Override
  public boolean passed() {
    return product.errors() == 0 && after.isLike(before);
  }

  @Override
  public String table() {
    var lines = new ArrayList<String>();
    lines.add("soak: %s, %d connections for %s s".formatted(what, connections, seconds));
    lines.add("");
    lines.add(Summary.HEAD);
    lines.add(product.line("Hearken, over HTTP"));
    lines.add("");
    lines.add(
        "%-22s %8s %10s %12s %12s %12s"
            .formatted(
                "at rest", "threads", "heap KiB", "direct KiB", "connections", "resident MiB"));
    lines.add(line("before", before, residentMibBefore));
    lines.add(
        line("after", after, residentMibAfter)
            + (after.isLike(before) ? "" : "  more than 20 % above rest"));
    lines.add("");
    lines.add(machine.lines());
    if (firstError != null) {
      lines.add("first error            " + firstError);
    }
    return String.join("\n", lines);
  }

  private static String line(String name, Rest rest, long residentMib) {
    return String.format(
        Locale.ROOT,
        "%-22s %8d %,10d %,12d %12d %,12d",
        name,
        rest.threads(),
        rest.heapKib(),
        rest.directKib(),
        rest.connections(),
        residentMib);
  }
}
