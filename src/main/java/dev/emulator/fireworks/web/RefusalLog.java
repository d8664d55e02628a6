package dev.emulator.fireworks.web;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.auth.Secrets;
import dev.emulator.fireworks.events.LogLimit;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Logs calls that are not emulated, because a client that ignores a 501 seems to succeed. */
@Component
class RefusalLog {

    private final LogLimit log;

    RefusalLog(Clock clock) {
        this.log = new LogLimit(LoggerFactory.getLogger(RefusalLog.class), clock);
    }

    void note(HttpServletRequest request, ApiException refusal) {
        if (refusal.code() == Code.UNIMPLEMENTED) {
            log.info(() -> "501 for " + request.getMethod() + " " + Secrets.text(request.getRequestURI()) + ": "
                    + refusal.getMessage());
        }
    }
}
