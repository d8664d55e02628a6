package dev.emulator.fireworks.inference.stream;

import dev.emulator.fireworks.inference.InferenceCall;
import dev.emulator.fireworks.inference.ReplyTiming;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** An inference endpoint that streams numbered events, or answers with them at once. The request says how many and how fast. */
final class StreamEndpoint implements HttpRequestHandler {

    static final String PATH = "/inference/v1/numbered";

    final BlockingQueue<NumberedEvents> sources = new LinkedBlockingQueue<>();
    private final EventStreams streams;

    private StreamEndpoint(EventStreams streams) {
        this.streams = streams;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var raw = (InferenceCall) Objects.requireNonNull(request.getAttribute(InferenceCall.class.getName()));
        var call = new InferenceCall(raw.request(), response, raw.caller(), raw.account(), raw.json(), raw.error());
        var body = call.body();
        var timing = new ReplyTiming(
                Duration.ofMillis(body.path("firstMillis").asInt(0)),
                body.path("perSecond").asDouble(0),
                body.path("jitter").asDouble(0));
        if (body.path("stream").asBoolean(true)) {
            var source = new NumberedEvents(body);
            sources.add(source);
            streams.start(call, timing, source);
        } else {
            streams.answer(
                    call, timing, body.path("events").asInt(), "{\"done\":true}".getBytes(StandardCharsets.UTF_8));
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Configuration {

        @Bean
        StreamEndpoint streamEndpoint(EventStreams streams) {
            return new StreamEndpoint(streams);
        }

        @Bean
        SimpleUrlHandlerMapping streamMapping(StreamEndpoint endpoint) {
            return new SimpleUrlHandlerMapping(Map.of(PATH, endpoint), Ordered.HIGHEST_PRECEDENCE);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class ManualTime {

        @Bean
        @Primary
        ManualTimer manualTimer() {
            return new ManualTimer();
        }
    }
}
