package dev.hearken.bench;

import java.lang.management.ManagementFactory;
import java.util.List;

/// Where it was measured.
public record Machine(
    String system, int cores, long memoryMib, String jvm, long heapMib, List<String> options) {
  private static final long MIB = 1 << 20;

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
}
