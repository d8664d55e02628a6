package dev.emulator.fireworks.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.openapi.ServedCall;
import dev.emulator.fireworks.story.Story;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The whole of the control API on one screen; what comes or goes has to be meant. */
class ControlApiTests extends Story {

    /** Below {@code /_emulator/v1}. */
    private static final String CALLS = """
            GET    …/accounts/{account}/clientEnvironment
            GET    …/accounts/{account}/clock
            POST   …/accounts/{account}/clock:advance
            POST   …/accounts/{account}/clock:freeze
            POST   …/accounts/{account}/clock:resume
            POST   …/accounts/{account}/clock:scale
            GET    …/accounts/{account}/defaultPlan
            PUT    …/accounts/{account}/defaultPlan
            DELETE …/accounts/{account}/defaultPlan
            POST   …/accounts/{account}/deployments/{deployment}:recordRequest
            GET    …/accounts/{account}/deployments/{deployment}:serving
            GET    …/accounts/{account}/events
            POST   …/accounts/{account}/events:wait
            GET    …/accounts/{account}/faults
            POST   …/accounts/{account}/faults
            GET    …/accounts/{account}/faults/{fault}
            DELETE …/accounts/{account}/faults/{fault}
            POST   …/accounts/{account}/faults:clear
            GET    …/accounts/{account}/packs/{pack}
            POST   …/accounts/{account}/packs/{pack}:start
            POST   …/accounts/{account}/packs/{pack}:stop
            GET    …/accounts/{account}/plans
            POST   …/accounts/{account}/plans
            GET    …/accounts/{account}/plans/{plan}
            DELETE …/accounts/{account}/plans/{plan}
            GET    …/accounts/{account}/replies
            POST   …/accounts/{account}/replies
            GET    …/accounts/{account}/replies/{reply}
            DELETE …/accounts/{account}/replies/{reply}
            POST   …/accounts/{account}/replies:clear
            GET    …/accounts/{account}/replyTiming
            PUT    …/accounts/{account}/replyTiming
            DELETE …/accounts/{account}/replyTiming
            GET    …/accounts/{account}/requests
            DELETE …/accounts/{account}/requests
            GET    …/accounts/{account}/requests/{number}
            POST   …/accounts/{account}/requests:count
            GET    …/accounts/{account}/requests:har
            POST   …/accounts/{account}/requests:verify
            POST   …/accounts/{account}/requests:wait
            GET    …/accounts/{account}/resources
            GET    …/accounts/{account}/resources/{collection}/{id}
            GET    …/accounts/{account}/resources/{collection}/{id}/audit
            GET    …/accounts/{account}/resources/{collection}/{id}/plan
            PUT    …/accounts/{account}/resources/{collection}/{id}/plan
            DELETE …/accounts/{account}/resources/{collection}/{id}/plan
            POST   …/accounts/{account}/resources/{collection}/{id}:audit
            POST   …/accounts/{account}/resources/{collection}/{id}:transition
            POST   …/accounts/{account}/resources/{collection}/{id}:wait
            GET    …/accounts/{account}/suspension
            PUT    …/accounts/{account}/suspension
            GET    …/accounts/{account}/usage
            POST   …/accounts/{account}:fork
            POST   …/accounts/{account}:reset
            POST   …/accounts/{account}:restore
            POST   …/accounts/{account}:snapshot
            GET    …/clientEnvironment
            GET    …/events
            GET    …/faultPresets
            GET    …/packs
            GET    …/plans
            POST   …:reset
            POST   …:seed
            """;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void theseAreAllCallsThereAre() {
        assertThat(ServedCall.controls(mappings).stream()
                        .map(call ->
                                "%-6s %s".formatted(call.method(), call.path().replace("/_emulator/v1", "…"))))
                .containsExactlyElementsOf(CALLS.lines().toList());
    }

    @Test
    void eachOfThemSaysWhatItDoes() {
        assertThat(ServedCall.controls(mappings))
                .noneMatch(call -> call.description().isBlank());
    }
}
