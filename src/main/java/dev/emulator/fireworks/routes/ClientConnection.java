package dev.emulator.fireworks.routes;

import jakarta.servlet.ServletRequest;
import java.util.function.BooleanSupplier;

/** The connection of a client. Long polls end when it is closed. */
public final class ClientConnection {

    /** The request attribute in which the server provides a {@link BooleanSupplier}. */
    public static final String IS_OPEN = ClientConnection.class.getName() + ".isOpen";

    private ClientConnection() {}

    /** Returns a supplier that only the thread of the request may call. */
    public static BooleanSupplier of(ServletRequest request) {
        return request.getAttribute(IS_OPEN) instanceof BooleanSupplier isOpen ? isOpen : () -> true;
    }
}
