package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.Durations;
import dev.emulator.fireworks.routes.Routes;
import dev.emulator.fireworks.routes.Routes.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Validates faults, and refuses those that could never fire. */
final class FaultRules {

    private static final String ACCOUNT = "{account_id}";

    private FaultRules() {}

    /**
     * @param isKeys whether an API key belongs to the account, so that calls whose path names no account count as its own
     * @param now the time by the account's clock
     */
    static void check(String account, boolean isKeys, Fault.Spec spec, Instant now) {
        spec.when().checkNotOver(now);
        check(account, isKeys, spec);
    }

    /** Validates a fault without regard to the time. */
    static void check(String account, boolean isKeys, Fault.Spec spec) {
        check(spec.effect());
        spec.when().check();
        var reached = reached(account, spec.match());
        require(
                reached.stream().anyMatch(spec.effect()::concerns),
                "match",
                spec.effect().kind() + " applies to " + spec.effect().scope() + " only, and no such call is matched");
        require(
                isKeys || reached.stream().anyMatch(route -> namesAccount(route) || isInference(route)),
                "match",
                "matches only calls whose path names no account; those belong to the account of their key, which is not "
                        + account);
    }

    static void check(FaultEffect effect) {
        if (effect.delaysOnly() && effect.delay() == null) {
            throw refuse("effect", "the fault does nothing: it needs a delay, error, breakage, drip or stale");
        }
        if (effect.delay() != null) {
            check(effect.delay());
        }
        if (effect.error() != null) {
            check(effect.error());
        }
        if (effect.drip() != null) {
            require(atMostAnHour(effect.drip().time()), "drip.over", "must be an hour at most");
            var chunks = effect.drip().chunks();
            require(chunks == 0 || chunks >= 2 && chunks <= 1000, "drip.chunks", "must be 2 to 1000");
        }
        if (effect.inStream() != null) {
            check(effect.inStream(), effect.breakage());
        }
        if (effect.stale() != null) {
            require(!effect.stale().time().isZero(), "stale.lag", "must be above 0");
        }
    }

    private static void check(FaultEffect.Delay delay) {
        if (delay.fixed() != null) {
            require(
                    atMostAnHour(Durations.parse("delay.fixed", delay.fixed())),
                    "delay.fixed",
                    "must be an hour at most, since it is real time");
        } else {
            require(delay.uniform() != null || delay.logNormal() != null, "delay", "needs a length");
            delay.draw(new SplittableRandom(0));
        }
    }

    private static void check(FaultEffect.InStream inStream, @Nullable Breakage breakage) {
        require(
                breakage != null && breakage.isOfStreams(),
                "in_stream",
                "can only be set with the breakage STREAM_CUT or STREAM_ERROR");
        require(inStream.after() == null || inStream.after() >= 0, "in_stream.after", "must be at least 0");
        if (inStream.error() != null) {
            require(breakage == Breakage.STREAM_ERROR, "in_stream.error", "can only be set with STREAM_ERROR");
            check(inStream.error());
        }
    }

    private static void check(FaultError error) {
        if (error.preset() != null) {
            require(
                    error.equals(new FaultError(
                            error.preset(), null, 0, "", "", error.retryAfter(), FaultError.Shape.GATEWAY)),
                    "error.preset",
                    "cannot be combined with other fields, except retry_after");
        } else {
            require(error.code() != null, "error.code", "is required without a preset");
            require(error.code() != Code.OK, "error.code", "must not be OK");
        }
        var status = error.httpStatus();
        require(status == 0 || status >= 400 && status <= 599, "error.http_status", "must be 400 to 599");
        require(
                error.reason().isEmpty() || error.shape() == FaultError.Shape.GATEWAY,
                "error.reason",
                "cannot be set with the shape EDGE");
        error.wait("error.retry_after");
    }

    /** Applies the criteria one after the other, so that the error names the one that matches no call. */
    private static List<Route> reached(String account, FaultMatch match) {
        var operation = match.operation();
        var named =
                only(Routes.all(), route -> operation.isEmpty() || route.id().equals(operation));
        require(
                !named.isEmpty(),
                "match.operation",
                "no call is named \"" + operation
                        + "\"; use the vendor's operation name, such as GetSupervisedFineTuningJob");
        var byMethod =
                only(named, route -> match.method().isEmpty() || route.method().equals(match.method()));
        require(!byMethod.isEmpty(), "match.method", "\"" + match.method() + "\" is not the method of such a call");
        require(
                match.path().length() <= PathOverlap.LONGEST_GLOB,
                "match.path",
                "must be at most " + PathOverlap.LONGEST_GLOB + " characters long");
        var byPath = only(byMethod, route -> PathOverlap.exists(match.path(), path(account, route)));
        require(
                !byPath.isEmpty(),
                "match.path",
                "\"" + match.path() + "\" matches no such call of account " + account + ", such as "
                        + path(account, byMethod.get(0)));
        var byModel = only(byPath, route -> match.model().isEmpty() || isInference(route));
        require(!byModel.isEmpty(), "match.model", "applies to inference requests only, and no such call is matched");
        return byModel;
    }

    /** The account of an inference request follows from its headers and its model. */
    private static boolean isInference(Route route) {
        return Routes.isInference(route.path());
    }

    private static boolean namesAccount(Route route) {
        return route.path().contains(ACCOUNT);
    }

    private static String path(String account, Route route) {
        return route.path().replace(ACCOUNT, account);
    }

    private static List<Route> only(List<Route> routes, Predicate<Route> rule) {
        return routes.stream().filter(rule).toList();
    }

    private static boolean atMostAnHour(Duration time) {
        return time.compareTo(FaultEffect.LONGEST_WAIT) <= 0;
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw refuse(field, field + " " + rule);
        }
    }

    private static ApiException refuse(String field, String message) {
        return ApiException.invalidArgument(field, message);
    }
}
