package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.aip.Durations;
import dev.emulator.fireworks.chance.Distribution;
import dev.emulator.fireworks.protojson.OneOf;
import dev.emulator.fireworks.protojson.ProtoOptional;
import dev.emulator.fireworks.routes.ReplyFault;
import dev.emulator.fireworks.routes.Routes.Route;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The effect of a fault on a call: a delay, one of error, breakage, drip and stale, or both.
 *
 * @param delay delays the call in real time, before any other effect
 * @param error refuses the call
 * @param breakage breaks the response
 * @param drip sends the response in pieces
 * @param stale hides recently created resources from gets and lists
 * @param inStream where the breakage STREAM_CUT or STREAM_ERROR happens; after one event by default
 */
public record FaultEffect(
        @ProtoOptional @Nullable Delay delay,
        @OneOf("answer") @Nullable FaultError error,
        @OneOf("answer") @Nullable Breakage breakage,
        @OneOf("answer") @Nullable Drip drip,
        @OneOf("answer") @Nullable Stale stale,
        @ProtoOptional @Nullable InStream inStream) {

    /** The longest delay, so that a fault does not block a thread for ever. */
    public static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private static final int USUAL_CHUNKS = 10;

    public static FaultEffect of(FaultError error) {
        return new FaultEffect(null, error, null, null, null, null);
    }

    public static FaultEffect of(Breakage breakage) {
        return new FaultEffect(null, null, breakage, null, null, null);
    }

    public static FaultEffect of(Delay delay) {
        return new FaultEffect(delay, null, null, null, null, null);
    }

    public static FaultEffect of(Drip drip) {
        return new FaultEffect(null, null, null, drip, null, null);
    }

    public static FaultEffect of(Stale stale) {
        return new FaultEffect(null, null, null, null, stale, null);
    }

    /**
     * A delay in real time, one hour at most. It does not depend on the account's clock.
     *
     * @param fixed a constant delay
     * @param uniform a uniformly distributed delay
     * @param logNormal a log-normally distributed delay
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
     * Sends the body slowly, in pieces.
     *
     * @param over the real time between the first and the last piece, one hour at most
     * @param chunks the number of pieces, 2 to 1000; 10 by default
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
     * Hides recently created resources from get and list calls, as a replica with replication lag does. The age of a resource is read from the
     * {@code createTime} in the response, so a read mask without that field disables the effect.
     *
     * @param lag how long a resource stays hidden, by the account's clock
     */
    public record Stale(String lag) {

        Duration time() {
            return Durations.parse("stale.lag", lag);
        }
    }

    /**
     * Where a fault happens in the stream of a model's reply.
     *
     * @param after how many events with a part of the reply are sent before; 1 by default
     * @param error the error of STREAM_ERROR; the preset SERVICE_OVERLOADED by default
     */
    public record InStream(
            @ProtoOptional @Nullable Integer after,
            @ProtoOptional @Nullable FaultError error) {}

    /** Returns whether the effect is possible for a call. */
    boolean concerns(Call call) {
        return isForAnyCall()
                || call.route().filter(this::concerns).isPresent()
                        && (breakage != Breakage.EXPIRED_PAGE_TOKEN || call.isOfLaterPage())
                        && (breakage == null || !breakage.isOfStreams() || call.inference().stream());
    }

    boolean concerns(Route route) {
        if (breakage != null && breakage.isOfReplies()) {
            return route.generatesText();
        }
        return isForAnyCall() || isList(route) || stale != null && isGet(route);
    }

    /** Returns the calls that the effect applies to, for messages. */
    String scope() {
        if (breakage != null && breakage.isOfReplies()) {
            return "chat completions, completions, responses and messages";
        }
        return stale == null ? "lists" : "gets and lists";
    }

    /** Returns the fault that the inference endpoint injects; only for breakages of replies. */
    ReplyFault replyFault() {
        var after = inStream == null || inStream.after() == null ? 1 : inStream.after();
        if (breakage == Breakage.STREAM_ERROR) {
            var error = inStream == null || inStream.error() == null
                    ? FaultError.of(FaultPreset.SERVICE_OVERLOADED)
                    : inStream.error();
            return new ReplyFault(ReplyFault.Kind.STREAM_ERROR, after, InferenceFaultErrors.inStream(error.resolved()));
        }
        var kind = breakage == Breakage.TOOL_CALL_AS_TEXT
                ? ReplyFault.Kind.TOOL_CALL_AS_TEXT
                : breakage == Breakage.USAGE_MISSING ? ReplyFault.Kind.USAGE_MISSING : ReplyFault.Kind.STREAM_CUT;
        return new ReplyFault(kind, after, null);
    }

    boolean delaysOnly() {
        return error == null && breakage == null && drip == null && stale == null;
    }

    /** Returns the name of the effect for messages. */
    String kind() {
        return error != null
                ? "error"
                : breakage != null ? breakage.name() : drip != null ? "drip" : stale != null ? "stale" : "delay";
    }

    private boolean isForAnyCall() {
        return stale == null && (breakage == null || !breakage.isOfPages() && !breakage.isOfReplies());
    }

    private static boolean isList(Route route) {
        return route.method().equals("GET") && route.id().startsWith("List");
    }

    /** Matches gets of a resource only: answers of custom verbs and files have no createTime. */
    private static boolean isGet(Route route) {
        return route.method().equals("GET") && route.path().matches("/v1/.*\\{[^}/:]*}");
    }
}
