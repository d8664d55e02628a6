package dev.emulator.fireworks.web.tomcat;

import dev.emulator.fireworks.database.Outages;
import java.time.Clock;
import java.util.Objects;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.http.parser.HttpParser;
import org.jspecify.annotations.Nullable;

/** Tomcat's HTTP/1.1 with the rules of Go's HTTP server, which the live service is built with, where Tomcat has no setting for them. */
public final class EmulatorHttpProtocol extends Http11NioProtocol {

    private final HttpParser targets = new RequestTargets();
    private @Nullable BodyReads reads;

    /** For Tomcat, which makes one by the name of the class. */
    public EmulatorHttpProtocol() {
        super(new HealthEndpoint());
    }

    /** Before any request comes in. */
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
