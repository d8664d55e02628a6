package dev.emulator.fireworks.web.tomcat;

import dev.emulator.fireworks.database.Outages;
import dev.emulator.fireworks.routes.ClientConnection;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ErrorState;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Processes the requests of one connection. */
final class EmulatorHttpProcessor extends Http11Processor {

    private final EmulatorHttpProtocol protocol;
    private final RequestBody body;
    private final ClientConnection connection = new Connection();

    EmulatorHttpProcessor(EmulatorHttpProtocol protocol, BodyReads reads) {
        super(protocol, protocol.getAdapter());
        this.protocol = protocol;
        this.body = new RequestBody(request.getInputBuffer(), this, reads);
        request.setInputBuffer(body);
    }

    /** Hands over the error because Tomcat would only log it, close the connection and go on. */
    @Override
    public SocketState process(SocketWrapperBase<?> socket, SocketEvent event) throws IOException {
        try {
            return super.process(socket, event);
        } catch (OutOfMemoryError e) {
            Outages.handOverOutOfMemory(e);
            throw e;
        }
    }

    /** Tomcat calls this last when it reads the head of a request, so the charset and the body are set up here. */
    @Override
    protected void parseHost(@Nullable MessageBytes header) {
        body.restart();
        request.setAttribute(ClientConnection.ATTRIBUTE, connection);
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

    /** Returns whether reading the body will not block. This is unknown for chunked bodies. */
    boolean isBodyAtHand() {
        return isRequestBodyFullyRead() || request.getContentLengthLong() >= 0 && available(true) > 0;
    }

    long connectionTimeout() {
        return protocol.getConnectionTimeout();
    }

    void setReadTimeout(long millis) {
        socketWrapper.setReadTimeout(millis);
    }

    void closeAfterAnswer() {
        response.setHeader("Connection", "close");
    }

    private final class Connection implements ClientConnection {

        /** Treats the end of the client's stream as a disconnect, as Go's HTTP server does. */
        @Override
        public boolean isOpen() {
            var next = ByteBuffer.allocate(1);
            try {
                var count = socketWrapper.read(false, next);
                if (count > 0) {
                    next.flip();
                    socketWrapper.unRead(next); // belongs to the next request
                }
                return count >= 0;
            } catch (IOException e) {
                return false;
            }
        }

        /** An asynchronous answer keeps its status, because Tomcat only changes it for errors of the application. */
        @Override
        public void close() {
            action(ActionCode.CLOSE_NOW, isAsync() ? new ClosedChannelException() : null);
        }

        /** Without effect on an unknown type of socket. */
        @Override
        public void prepareReset() throws IOException {
            if (socketWrapper.getSocket() instanceof NioChannel channel) {
                channel.getIOChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        }
    }
}
