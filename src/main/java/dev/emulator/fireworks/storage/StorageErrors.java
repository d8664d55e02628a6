package dev.emulator.fireworks.storage;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;

/** Writes errors in the XML format of the object store. */
public final class StorageErrors {

    private StorageErrors() {}

    /** Whether an undecoded path belongs to the object store. */
    public static boolean concern(@Nullable String path) {
        return path != null && path.startsWith(ObjectPath.ROOT);
    }

    /** Refuses a request before it reaches a controller. */
    public static void write(HttpServletResponse response, int status, String message) throws IOException {
        write(response, StorageException.of(HttpStatusCode.valueOf(status), message));
    }

    /**
     * Refuses a request that failed outside of a controller.
     *
     * @param failure the exception that the servlet container reports
     */
    public static void write(HttpServletResponse response, int status, String message, @Nullable Object failure)
            throws IOException {
        if (failure instanceof IOException unread) {
            write(response, unread(unread));
        } else {
            write(response, status, message);
        }
    }

    /** The error for a body that could not be read completely. */
    static StorageException unread(IOException failure) {
        return failure instanceof SocketTimeoutException || failure.getCause() instanceof SocketTimeoutException
                ? StorageException.requestTimeout()
                : StorageException.incompleteBody();
    }

    /** Written directly, because Spring would add a Content-Disposition header for an unknown file extension. */
    static void write(HttpServletResponse response, StorageException refusal) throws IOException {
        var xml = refusal.xml().getBytes(StandardCharsets.UTF_8);
        response.setStatus(refusal.status().value());
        response.setContentType("application/xml;charset=UTF-8");
        response.setContentLength(xml.length);
        response.getOutputStream().write(xml);
    }
}
