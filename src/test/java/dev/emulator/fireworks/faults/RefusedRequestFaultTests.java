package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.aip.Code;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Where requests may not bring faults of their own. */
@TestPropertySource(properties = "emulator.control.request-faults=never")
class RefusedRequestFaultTests extends FaultStory {

    @Test
    void theRefusalTellsTheSettingThatAllowsIt() {
        refused(
                request().header("X-Emulator-Fault", "rate-limited").get(jobs()),
                Code.PERMISSION_DENIED,
                "X-Emulator-Fault is disabled; emulator.control.request-faults=always allows it for all clients");
    }

    @Test
    void theAccountsFaultsStrikeAsEver() {
        aFault("{\"error\": {\"preset\": \"INTERNAL\"}}");

        request().get(jobs()).then().statusCode(500);
    }
}
