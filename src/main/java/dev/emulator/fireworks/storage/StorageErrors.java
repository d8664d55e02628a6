package dev.emulator.fireworks.storage;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;

/** How the object store says what is wrong: in XML, whoever notices. */
public final class StorageErrors {

    private StorageErrors() {}

    /** Whether a path that was not decoded is one of the object store's. */
    public static boolean concern(@Nullable String path) {
        return path != null && path.startsWith(ObjectAddress.ROOT);
    }

    /** Refuses a request that comes to no controller. */
    public static void write(HttpServletResponse response, int status, String message) throws IOException {
        write(response, StorageException.of(HttpStatusCode.valueOf(status), message));
    }

    /**
     * Refuses a request that failed outside of any controller.
     *
     * @param failure what the container has to say of it
     */
    public static void write(HttpServletResponse response, int status, String message, @Nullable Object failure)
            throws IOException {
        if (failure instanceof IOException unread) {
            write(response, unread(unread));
        } else {
            write(response, status, message);
        }
    }

    /** Why a body could not be read to its end. */
    static StorageException unread(IOException failure) {
        return failure instanceof SocketTimeoutException || failure.getCause() instanceof SocketTimeoutException
                ? StorageException.requestTimeout()
                : StorageException.incompleteBody();
    }

    /** Written here, because Spring would give what has no known ending a name to be saved by. */
    static void write(HttpServletResponse response, StorageException refusal) throws IOException {
        var xml = refusal.xml().getBytes(StandardCharsets.UTF_8);
        response.setStatus(refusal.status().value());
        response.setContentType("application/xml;charset=UTF-8");
        response.setContentLength(xml.length);
        response.getOutputStream().write(xml);
    }
}
