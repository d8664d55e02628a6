package dev.emulator.fireworks.faults;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.StandardSocketOptions;
import java.util.Objects;
import org.apache.catalina.connector.RequestFacade;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.util.WebUtils;

/** The connection below a request, which Tomcat shows to nobody; where it cannot be reached, nothing more is sent on it. */
final class ClientSocket {

    private static final Field REQUEST = field(RequestFacade.class, "request");
    private static final Field HOOK = field(Request.class, "hook");
    private static final Field SOCKET = field(AbstractProcessor.class, "socketWrapper");

    private final Request request;

    private ClientSocket(Request request) {
        this.request = request;
    }

    static ClientSocket of(HttpServletRequest request) {
        var facade = Objects.requireNonNull(WebUtils.getNativeRequest(request, RequestFacade.class));
        var connector = (org.apache.catalina.connector.Request)
                Objects.requireNonNull(ReflectionUtils.getField(REQUEST, facade));
        return new ClientSocket(connector.getCoyoteRequest());
    }

    /** Ends it as if all had been said. */
    void close() {
        request.action(ActionCode.CLOSE_NOW, null);
    }

    /** Ends it as if the server were gone: what was sent may not arrive, and the client sees a reset. */
    void reset() throws IOException {
        if (ReflectionUtils.getField(HOOK, request) instanceof AbstractProcessor processor
                && ReflectionUtils.getField(SOCKET, processor) instanceof SocketWrapperBase<?> socket
                && socket.getSocket() instanceof NioChannel channel) {
            channel.getIOChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        close();
    }

    private static Field field(Class<?> type, String name) {
        @Nullable Field field = ReflectionUtils.findField(type, name);
        ReflectionUtils.makeAccessible(Objects.requireNonNull(field));
        return field;
    }
}
