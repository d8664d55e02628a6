package dev.emulator.fireworks.web.tomcat;

import dev.emulator.fireworks.database.Outages;
import java.time.Clock;
import java.util.Objects;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.http.parser.HttpParser;
import org.jspecify.annotations.Nullable;

/** Tomcat's HTTP/1.1 with rules of Go's HTTP server, on which the live service is built, for which Tomcat has no settings. */
public final class EmulatorHttpProtocol extends Http11NioProtocol {

    private final HttpParser targets = new RequestTargets();
    private @Nullable BodyReads reads;

    /** Called by Tomcat, which creates the protocol by its class name. */
    public EmulatorHttpProtocol() {
        super(new HealthEndpoint());
    }

    /** Must be called before the first request. */
    void setClock(Clock clock) {
        reads = new BodyReads(clock);
    }

    @Override
    public HttpParser getHttpParser() {
        return targets;
    }

    @Override
    public void setAdapter(@Nullable Adapter adapter) {
        super.setAdapter(adapter == null ? null : new DrainingAdapter(adapter));
    }

    @Override
    protected Processor createProcessor() {
        try {
            return new EmulatorHttpProcessor(this, Objects.requireNonNull(reads, "a clock is needed"));
        } catch (OutOfMemoryError e) {
            Outages.handOverOutOfMemory(e);
            throw e;
        }
    }
}
