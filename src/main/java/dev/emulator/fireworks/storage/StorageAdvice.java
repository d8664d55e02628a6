package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What goes wrong at a signed address is told in XML, as an object store does. */
@RestControllerAdvice(assignableTypes = StorageController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class StorageAdvice {

    @ExceptionHandler
    void refused(StorageException refusal, HttpServletResponse response) throws IOException {
        answer(refusal, response);
    }

    @ExceptionHandler
    void refused(ApiException refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(
                refusal.code() == Code.NOT_FOUND
                        ? StorageException.noSuchKey(request.getRequestURI().substring(SignedUrls.PATH.length()))
                        : StorageException.badRequest(refusal.getMessage()),
                response);
    }

    /** Written here, because Spring would give what has no known ending a name to be saved by. */
    private static void answer(StorageException refusal, HttpServletResponse response) throws IOException {
        response.setStatus(refusal.status().value());
        response.setContentType("application/xml;charset=UTF-8");
        response.getOutputStream().write(refusal.xml().getBytes(StandardCharsets.UTF_8));
    }
}
