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

/** Faults that requests bring themselves, in a header; such a request meets with that one and no other. */
@Component
class RequestFaults {

    static final String HEADER = "X-Emulator-Fault";

    /** What such a fault is called where others have a name. */
    private static final String NAME = "request";

    private final ProtoJson protoJson;
    private final RandomGenerator random;
    private final Control.RequestFaults allowed;

    RequestFaults(ProtoJson protoJson, RandomGenerator random, EmulatorProperties properties) {
        this.protoJson = protoJson;
        this.random = random;
        this.allowed = properties.control().requestFaults();
    }

    /** @param text a ready-made error or a breakage by its name, or the JSON of an effect */
    Injection strike(HttpServletRequest request, Call call, String text) {
        requireAllowed(request);
        var effect = parse(text.strip());
        FaultRules.check(effect);
        if (!effect.concerns(call)) {
            throw ApiException.invalidArgument(HEADER + ": " + effect.kind() + " cannot happen to this call");
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
                        HEADER + ": \"" + text + "\" is no fault; there are " + names() + ", and any effect as JSON"));
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
                    HEADER + " is taken "
                            + (allowed == Control.RequestFaults.NEVER ? "never" : "from this machine only")
                            + "; emulator.control.request-faults=always allows it");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress(); // an address is never looked up
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
