package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.aip.Durations;
import dev.emulator.fireworks.chance.Distribution;
import dev.emulator.fireworks.protojson.OneOf;
import dev.emulator.fireworks.protojson.ProtoOptional;
import dev.emulator.fireworks.routes.Routes.Route;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a fault does to a call: a delay, or one of the others, or both.
 *
 * @param delay real time that passes before anything else happens
 * @param error refuses the call
 * @param breakage spoils the answer
 * @param drip sends the answer in pieces
 * @param stale hides what is new from gets and lists
 */
public record FaultEffect(
        @ProtoOptional @Nullable Delay delay,
        @OneOf("answer") @Nullable FaultError error,
        @OneOf("answer") @Nullable Breakage breakage,
        @OneOf("answer") @Nullable Drip drip,
        @OneOf("answer") @Nullable Stale stale) {

    /** The longest that a call is held up, so that no thread of the emulator is lost for good. */
    public static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private static final int USUAL_CHUNKS = 10;

    public static FaultEffect of(FaultError error) {
        return new FaultEffect(null, error, null, null, null);
    }

    public static FaultEffect of(Breakage breakage) {
        return new FaultEffect(null, null, breakage, null, null);
    }

    public static FaultEffect of(Delay delay) {
        return new FaultEffect(delay, null, null, null, null);
    }

    public static FaultEffect of(Drip drip) {
        return new FaultEffect(null, null, null, drip, null);
    }

    public static FaultEffect of(Stale stale) {
        return new FaultEffect(null, null, null, null, stale);
    }

    /**
     * Real time that a call is held up, whatever the account's clock says, of an hour at most.
     *
     * @param fixed always as long
     * @param uniform any between two is as likely
     * @param logNormal most are near the median and some are far longer
     */
    public record Delay(
            @OneOf("length") @Nullable String fixed,
            @OneOf("length") Distribution.@Nullable Uniform uniform,
            @OneOf("length") Distribution.@Nullable LogNormal logNormal) {

        public static Delay of(Duration fixed) {
            return new Delay(fixed.toString(), null, null);
        }

        Duration draw(RandomGenerator chance) {
            var drawn = fixed == null
                    ? new Distribution(uniform, logNormal).draw("delay", chance)
                    : Durations.parse("delay.fixed", fixed);
            return drawn.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : drawn;
        }
    }

    /**
     * A body that comes slowly.
     *
     * @param over the real time from the first piece to the last, of an hour at most
     * @param chunks how many pieces, 2 to 1000; 0 stands for 10
     */
    public record Drip(String over, int chunks) {

        Duration time() {
            return Durations.parse("drip.over", over);
        }

        int pieces() {
            return chunks == 0 ? USUAL_CHUNKS : chunks;
        }
    }

    /**
     * What was created only lately is not found and not listed, as where a read asks another copy than the write. A resource is told by its
     * {@code createTime}, so an answer whose mask leaves that out is as ever.
     *
     * @param lag how long that is so, by the account's clock
     */
    public record Stale(String lag) {

        Duration time() {
            return Durations.parse("stale.lag", lag);
        }
    }

    /** Whether a call is one that this can happen to. */
    boolean concerns(Call call) {
        return isForAnyCall()
                || call.route().filter(this::concerns).isPresent()
                        && (breakage != Breakage.EXPIRED_PAGE_TOKEN || call.isOfLaterPage());
    }

    boolean concerns(Route route) {
        return isForAnyCall() || isList(route) || stale != null && isGet(route);
    }

    boolean delaysOnly() {
        return error == null && breakage == null && drip == null && stale == null;
    }

    /** A word for it. */
    String kind() {
        return error != null
                ? "error"
                : breakage != null ? breakage.name() : drip != null ? "drip" : stale != null ? "stale" : "delay";
    }

    private boolean isForAnyCall() {
        return stale == null && (breakage == null || !breakage.isOfPages());
    }

    private static boolean isList(Route route) {
        return route.method().equals("GET") && route.id().startsWith("List");
    }

    /** A resource by its own address; what verbs answer, and files, were never created. */
    private static boolean isGet(Route route) {
        return route.method().equals("GET") && route.path().matches("/v1/.*\\{[^}/:]*}");
    }
}
