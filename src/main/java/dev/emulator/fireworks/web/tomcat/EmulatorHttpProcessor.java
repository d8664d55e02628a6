package dev.emulator.fireworks.web.tomcat;

import java.nio.charset.StandardCharsets;
import org.apache.coyote.ErrorState;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.buf.MessageBytes;
import org.jspecify.annotations.Nullable;

/** Reads the requests of one connection. */
final class EmulatorHttpProcessor extends Http11Processor {

    EmulatorHttpProcessor(EmulatorHttpProtocol protocol) {
        super(protocol, protocol.getAdapter());
    }

    /** Is the last look at a request's head, and so the place to say that what is not ASCII in its target is UTF-8. */
    @Override
    protected void parseHost(@Nullable MessageBytes header) {
        request.requestURI().setCharset(StandardCharsets.UTF_8);
        request.queryString().setCharset(StandardCharsets.UTF_8);
        if (header == null || header.isNull() || header.getLength() == 0) {
            super.parseHost(header);
            return;
        }
        var value = header.toString();
        if (!HostHeader.isTaken(value)) {
            response.setStatus(400);
            setErrorState(ErrorState.CLOSE_CLEAN, null);
            return;
        }
        var host = HostHeader.parse(value);
        request.serverName().setString(host.name());
        if (host.port() > 0) {
            request.setServerPort(host.port());
        }
    }
}
