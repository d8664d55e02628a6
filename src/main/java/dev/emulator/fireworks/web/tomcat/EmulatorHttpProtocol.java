package dev.emulator.fireworks.web.tomcat;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.http.parser.HttpParser;

/** Tomcat's HTTP/1.1 with the rules of Go's HTTP server, which the live service is built with, where Tomcat has no setting for them. */
public final class EmulatorHttpProtocol extends Http11NioProtocol {

    private final HttpParser targets = new RequestTargets();

    /** For Tomcat, which makes one by the name of the class. */
    public EmulatorHttpProtocol() {
        super();
    }

    @Override
    public HttpParser getHttpParser() {
        return targets;
    }

    @Override
    protected Processor createProcessor() {
        return new EmulatorHttpProcessor(this);
    }
}
