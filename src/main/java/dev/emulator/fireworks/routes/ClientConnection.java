package dev.emulator.fireworks.routes;

import jakarta.servlet.ServletRequest;
import java.io.IOException;

/** The connection of a client. Only one thread at a time may use it, until the answer is complete. */
public interface ClientConnection {

    /** The request attribute in which the server provides the connection. */
    String ATTRIBUTE = ClientConnection.class.getName();

    /** Returns whether the client has not closed the connection. Long polls and streams end when it has. */
    boolean isOpen();

    /** Closes the connection, even if the answer is incomplete. */
    void close();

    /** Makes {@link #close} reset the connection (RST). Data that was already sent may be lost. */
    void prepareReset() throws IOException;

    /** Resets the connection. */
    default void reset() throws IOException {
        prepareReset();
        close();
    }

    static ClientConnection of(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof ClientConnection connection) {
            return connection;
        }
        throw new IllegalStateException("the server provides no connection");
    }
}
