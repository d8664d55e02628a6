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

/** The socket of a request, which Tomcat only exposes in private fields. */
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

    /** Closes the connection normally. */
    void close() {
        request.action(ActionCode.CLOSE_NOW, null);
    }

    /** Resets the connection (RST). Data that was already sent may be lost. On an unknown type of socket, closes it instead. */
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
