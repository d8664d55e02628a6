package dev.emulator.fireworks.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** Checks whether the heap is large enough for the emulator, and small enough for the machine or container. */
final class MemoryCheck implements Check {

    private static final String NAME = "memory";
    private static final long MEGABYTE = 1024 * 1024;
    private static final long TOO_SMALL = 64 * MEGABYTE;
    private static final long SMALL = 100 * MEGABYTE;
    private static final double MOST_OF_ALL = 0.8;

    private final long heap;
    private final long all;

    /**
     * @param heap the maximum heap size in bytes
     * @param all the memory of the machine, or the limit of the container, in bytes
     */
    MemoryCheck(long heap, long all) {
        this.heap = heap;
        this.all = all;
    }

    static MemoryCheck ofThisProcess() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new MemoryCheck(Runtime.getRuntime().maxMemory(), system.getTotalMemorySize());
    }

    @Override
    public List<Finding> run(DoctorContext context) {
        var found =
                String.format(Locale.ROOT, "a heap of up to %d MB, of %d MB in total", heap / MEGABYTE, all / MEGABYTE);
        if (heap < TOO_SMALL) {
            return List.of(Finding.problem(NAME, found + ": too small to start", larger()));
        }
        if (heap < SMALL) {
            return List.of(Finding.warning(NAME, found + ": enough to start, but too little for much work", larger()));
        }
        if (heap > all * MOST_OF_ALL) {
            return List.of(Finding.warning(
                    NAME,
                    found + ": the JVM needs about 150 MB beyond the heap, so the system may kill it",
                    "Limit the heap: JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=50, or java -Xmx" + all / MEGABYTE / 2
                            + "m."));
        }
        return List.of(Finding.ok(NAME, found));
    }

    private static String larger() {
        return "Use 256 MB: java -Xmx256m -jar fireworks-emulator.jar, or a larger container.";
    }
}
