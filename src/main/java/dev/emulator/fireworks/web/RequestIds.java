package dev.emulator.fireworks.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** Sets a unique id in every answer, which also appears in the log. */
@Component
class RequestIds {

    static final String HEADER = "X-Emulator-Request-Id";

    private final String start;
    private final AtomicLong number = new AtomicLong();

    RequestIds(RandomGenerator random) {
        start = HexFormat.of().toHexDigits(random.nextInt()) + '-';
    }

    void mark(HttpServletResponse response) {
        response.setHeader(HEADER, start + number.incrementAndGet());
    }
}
