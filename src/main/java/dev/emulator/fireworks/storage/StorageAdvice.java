package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.aip.ApiException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What goes wrong at a signed address is told in XML, as an object store does. */
@RestControllerAdvice(assignableTypes = StorageController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class StorageAdvice {

    private static final MediaType XML = new MediaType(MediaType.APPLICATION_XML, StandardCharsets.UTF_8);

    @ExceptionHandler
    ResponseEntity<byte[]> refused(StorageException refusal) {
        return answer(refusal.status(), refusal);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(ApiException refusal) {
        return answer(HttpStatus.BAD_REQUEST, StorageException.badRequest(refusal.getMessage()));
    }

    private static ResponseEntity<byte[]> answer(HttpStatus status, StorageException refusal) {
        return ResponseEntity.status(status).contentType(XML).body(refusal.xml().getBytes(StandardCharsets.UTF_8));
    }
}
