package dev.emulator.fireworks.control;

import dev.emulator.fireworks.plan.PlanChoice;
import dev.emulator.fireworks.plan.PlanTemplate;
import dev.emulator.fireworks.plan.RequestedPlan;
import dev.emulator.fireworks.protojson.ProtoJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Reads the plan that a client's request asks for in the header X-Emulator-Plan. */
@Component
class RequestHeaders implements RequestedPlan {

    static final String PLAN = "X-Emulator-Plan";

    private final ProtoJson protoJson;

    RequestHeaders(ProtoJson protoJson) {
        this.protoJson = protoJson;
    }

    /** The header holds the name of a predefined plan, or a plan as JSON. */
    @Override
    public Optional<PlanChoice> choice() {
        return header(PLAN)
                .map(value -> value.startsWith("{")
                        ? new PlanChoice("", protoJson.read(value.getBytes(StandardCharsets.UTF_8), PlanTemplate.class))
                        : new PlanChoice(value, null));
    }

    private static Optional<String> header(String name) {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.ofNullable(attributes.getRequest().getHeader(name))
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                : Optional.empty();
    }
}
