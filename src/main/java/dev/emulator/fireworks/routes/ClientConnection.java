package dev.emulator.fireworks.routes;

import jakarta.servlet.ServletRequest;
import java.util.function.BooleanSupplier;

/** Whether a client still waits for its answer, so that nothing is kept for one that has hung up. */
public final class ClientConnection {

    /** The attribute of a request under which the server tells it, as a {@link BooleanSupplier}. */
    public static final String IS_OPEN = ClientConnection.class.getName() + ".isOpen";

    private ClientConnection() {}

    /** To be asked by the thread that works on the request, and by no other. */
    public static BooleanSupplier of(ServletRequest request) {
        return request.getAttribute(IS_OPEN) instanceof BooleanSupplier isOpen ? isOpen : () -> true;
    }
}
