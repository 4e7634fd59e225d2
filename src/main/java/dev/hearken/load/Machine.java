package dev.hearken.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Where it was measured.
public record Machine(
    String system, int cores, long memoryMib, String jvm, long heapMib, List<String> options) {
  private static final long MIB = 1 << 20;

  /// What the operating system counts for this process; 0 where it cannot be told.
  public static long residentMib() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /// For people.
  public String lines() {
    return String.format(
        Locale.ROOT,
        "machine                %s, %d cores, %,d MiB%n"
            + "Java                   %s, heap up to %,d MiB, %s",
        system,
        cores,
        memoryMib,
        jvm,
        heapMib,
        String.join(" ", options));
  }

  public static Machine here() {
    long memory =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : 0;
    var runtime = ManagementFactory.getRuntimeMXBean();
    return new Machine(
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        memory / MIB,
        runtime.getVmName() + " " + Runtime.version(),
        Runtime.getRuntime().maxMemory() / MIB,
        List.copyOf(runtime.getInputArguments()));
  }

  /// In a line for people.
  public String shown() {
    return String.format(Locale.ROOT, "%s, %d cores, %,d MiB", system, cores, memoryMib);
  }
}
