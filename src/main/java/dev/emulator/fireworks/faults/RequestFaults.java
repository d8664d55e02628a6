package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.EmulatorProperties.Control;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.protojson.ProtoJson;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads faults from the request header {@code X-Emulator-Fault}. Such a request ignores the account's faults. */
@Component
class RequestFaults {

    static final String HEADER = "X-Emulator-Fault";

    /** Used in place of the name that the account's faults have. */
    private static final String NAME = "request";

    private final ProtoJson protoJson;
    private final RandomGenerator random;
    private final Control.RequestFaults allowed;

    RequestFaults(ProtoJson protoJson, RandomGenerator random, EmulatorProperties properties) {
        this.protoJson = protoJson;
        this.random = random;
        this.allowed = properties.control().requestFaults();
    }

    /** @param text the name of a predefined error or of a breakage, or an effect as JSON */
    Injection fire(HttpServletRequest request, Call call, String text) {
        requireAllowed(request);
        var effect = parse(text.strip());
        FaultRules.check(effect);
        if (!effect.concerns(call)) {
            throw ApiException.invalidArgument(HEADER + ": " + effect.kind() + " is not possible for this call");
        }
        return Injection.NONE.and(NAME, effect, random);
    }

    private FaultEffect parse(String text) {
        if (text.startsWith("{")) {
            return protoJson.read(text.getBytes(StandardCharsets.UTF_8), FaultEffect.class);
        }
        return named(FaultPreset.values(), text)
                .map(preset -> FaultEffect.of(FaultError.of(preset)))
                .or(() -> named(Breakage.values(), text).map(FaultEffect::of))
                .orElseThrow(() -> ApiException.invalidArgument(
                        HEADER + ": unknown fault \"" + text + "\"; use one of " + names() + ", or an effect as JSON"));
    }

    private static <E extends Enum<E>> Optional<E> named(E[] constants, String text) {
        return Arrays.stream(constants)
                .filter(constant -> headerName(constant).equals(text))
                .findFirst();
    }

    private static String names() {
        return Stream.concat(Arrays.stream(FaultPreset.values()), Arrays.stream(Breakage.values()))
                .map(RequestFaults::headerName)
                .collect(Collectors.joining(", "));
    }

    static String headerName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void requireAllowed(HttpServletRequest request) {
        if (allowed == Control.RequestFaults.NEVER
                || allowed == Control.RequestFaults.LOOPBACK && !isLoopback(request.getRemoteAddr())) {
            throw new ApiException(
                    Code.PERMISSION_DENIED,
                    HEADER + " is "
                            + (allowed == Control.RequestFaults.NEVER ? "disabled" : "accepted from this machine only")
                            + "; emulator.control.request-faults=always allows it for all clients");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress(); // a literal address needs no DNS query
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
