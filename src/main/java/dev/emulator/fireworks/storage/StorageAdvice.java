package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.database.Outages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.util.DisconnectedClientHelper;

/** Reports errors at signed URLs in XML, like the object store. */
@RestControllerAdvice(assignableTypes = StorageController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class StorageAdvice {

    private static final Logger log = LoggerFactory.getLogger(StorageAdvice.class);

    private final Outages outages;

    StorageAdvice(Outages outages) {
        this.outages = outages;
    }

    @ExceptionHandler
    void refused(Exception e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        // Checked first, because a lost database connection looks like a client that has disconnected.
        var outage = outages.note(e);
        if (outage.isEmpty() && response.isCommitted() && DisconnectedClientHelper.isClientDisconnectedException(e)) {
            log.debug("{} {}: the client has disconnected", request.getMethod(), request.getRequestURI());
            return;
        }
        var refusal = outage.isPresent() && !(e instanceof ApiException || e instanceof StorageException)
                ? StorageException.serviceUnavailable(outage.get())
                : refusal(e, request);
        if (!response.isCommitted()) {
            StorageErrors.write(response, refusal);
        }
    }

    private static StorageException refusal(Exception e, HttpServletRequest request) {
        if (e instanceof StorageException refusal) {
            return refusal;
        }
        if (e instanceof ApiException refusal) {
            return refusal(refusal, request);
        }
        if (e instanceof ClientAbortException || e instanceof EOFException || e instanceof SocketTimeoutException) {
            return StorageErrors.unread((IOException) e);
        }
        if (e instanceof ConcurrencyFailureException) {
            log.debug("Conflicting requests", e);
            return StorageException.serviceUnavailable("a conflicting request was in progress");
        }
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        return StorageException.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal error");
    }

    private static StorageException refusal(ApiException refusal, HttpServletRequest request) {
        var message = String.valueOf(refusal.getMessage());
        return switch (refusal.code()) {
            case NOT_FOUND -> StorageException.noSuchKey(request.getRequestURI().substring(ObjectPath.ROOT.length()));
            case RESOURCE_EXHAUSTED -> StorageException.tooLarge(message);
            case UNAVAILABLE, ABORTED -> StorageException.serviceUnavailable(message);
            default -> StorageException.badRequest(message);
        };
    }
}
