import dev.emulator.fireworks.testing.FireworksEmulator;
import dev.emulator.fireworks.testing.Plan;
import java.util.Arrays;

/**
 * Measures the cost of a new account for a test of a Java client, on one shared emulator: the work of {@code @FireworksEmulatorTest} before and
 * after each test, without and with one use of the account.
 *
 * <pre>java -cp target/fireworks-emulator-fixtures.jar -Dfireworks.emulator.jar=target/fireworks-emulator.jar src/bench/FixtureOverhead.java</pre>
 */
class FixtureOverhead {

    private static final int TESTS = 100;

    public static void main(String[] args) {
        long start = System.nanoTime();
        FireworksEmulator.shared();
        System.out.printf("start of the emulator, once: %.0f ms%n", (System.nanoTime() - start) / 1e6);
        run(false); // discarded: neither JVM is warm
        report("fresh account and reset", run(false));
        run(true);
        report("fresh account, a plan set in it, and reset", run(true));
    }

    private static double[] run(boolean used) {
        double[] milliseconds = new double[TESTS];
        for (int test = 0; test < TESTS; test++) {
            long start = System.nanoTime();
            FireworksEmulator emulator = FireworksEmulator.shared();
            if (used) {
                emulator.client().setDefaultPlan(Plan.named("fails-at-99-percent"));
            }
            emulator.client().reset();
            milliseconds[test] = (System.nanoTime() - start) / 1e6;
        }
        return milliseconds;
    }

    private static void report(String what, double[] milliseconds) {
        Arrays.sort(milliseconds);
        System.out.printf("%s, %d tests: %.2f ms a test, median %.2f, slowest %.2f%n",
                what, TESTS, Arrays.stream(milliseconds).average().orElseThrow(), milliseconds[TESTS / 2], milliseconds[TESTS - 1]);
    }
}
