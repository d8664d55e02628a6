package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.aip.Code;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Requests with a fault in a header, where the settings do not allow it. */
@TestPropertySource(properties = "emulator.control.request-faults=never")
class RefusedRequestFaultTests extends FaultStory {

    @Test
    void theRefusalNamesTheSettingThatAllowsIt() {
        refused(
                request().header("X-Emulator-Fault", "rate-limited").get(jobs.url()),
                Code.PERMISSION_DENIED,
                "X-Emulator-Fault is disabled; emulator.control.request-faults=always allows it for all clients");
    }

    @Test
    void theAccountsFaultsStrikeAsEver() {
        aFault("{\"error\": {\"preset\": \"INTERNAL\"}}");

        jobs.list().then().statusCode(500);
    }
}
