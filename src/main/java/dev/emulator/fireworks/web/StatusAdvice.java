package dev.emulator.fireworks.web;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.FieldViolation;
import dev.emulator.fireworks.auth.Secrets;
import dev.emulator.fireworks.database.Outages;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.databind.node.ObjectNode;

/** Maps all exceptions to the API's error format. */
@RestControllerAdvice
class StatusAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(StatusAdvice.class);

    private final Hints hints;
    private final RefusalLog refusals;
    private final Outages outages;

    StatusAdvice(Hints hints, RefusalLog refusals, Outages outages) {
        this.hints = hints;
        this.refusals = refusals;
        this.outages = outages;
    }

    @ExceptionHandler
    ResponseEntity<ObjectNode> refused(ApiException refusal, HttpServletRequest request, HttpServletResponse response) {
        var hint =
                refusal.code() == Code.NOT_FOUND ? hints.resource(request.getRequestURI()) : Optional.<String>empty();
        return hinting(ResponseEntity.status(refusal.httpStatus()), hint)
                .body(body(request, response, refusal.code(), refusal.getMessage(), refusal.violations()));
    }

    /** The message is exactly the service's; the position of the error goes into the details. */
    @ExceptionHandler
    ResponseEntity<ObjectNode> unreadable(
            ProtoJsonException e, HttpServletRequest request, HttpServletResponse response) {
        var message = String.valueOf(e.getMessage());
        var where = new FieldViolation(
                Objects.requireNonNullElse(e.field(), ""),
                "line " + e.line() + ", column " + e.column() + ": " + message);
        return hinting(ResponseEntity.badRequest(), hints.field(e))
                .body(body(
                        request, response, Code.INVALID_ARGUMENT, message, e.line() == 0 ? List.of() : List.of(where)));
    }

    @ExceptionHandler
    ResponseEntity<ObjectNode> unreadable(
            MultipartException e, HttpServletRequest request, HttpServletResponse response) {
        log.debug("Unreadable multipart body", e);
        outages.note(e);
        return refused(MultipartRefusals.of(e), request, response);
    }

    /** Two requests waited for the same row for too long; the client may retry. */
    @ExceptionHandler
    ResponseEntity<ObjectNode> conflicting(
            ConcurrencyFailureException e, HttpServletRequest request, HttpServletResponse response) {
        log.debug("Conflicting calls", e);
        return answer(request, response, Code.ABORTED, "a conflicting call was in progress");
    }

    /**
     * Handles all other exceptions. Outages have many types of exceptions, of Spring, JDBC and Hibernate, so they are recognised here. Returns
     * null if the client has disconnected.
     */
    @ExceptionHandler
    @Nullable
    ResponseEntity<ObjectNode> failed(Exception bug, HttpServletRequest request, HttpServletResponse response) {
        // Checked first, because a lost connection to the database looks like a disconnected client.
        var outage = outages.note(bug);
        if (outage.isPresent()) {
            return answer(request, response, Code.UNAVAILABLE, outage.get());
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(bug)) {
            log.debug("{} {}: the client has disconnected", request.getMethod(), request.getRequestURI());
            return null;
        }
        log.error(
                "{} {} failed (request {})",
                request.getMethod(),
                request.getRequestURI(),
                response.getHeader(RequestIds.HEADER),
                bug);
        return answer(request, response, Code.INTERNAL, "internal error");
    }

    /** Spring throws this for every limit of Tomcat, so the cause decides. */
    @Override
    protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var refusal = MultipartRefusals.of(e);
        return ResponseEntity.status(refusal.httpStatus()).body(body(request, refusal.code(), refusal.getMessage()));
    }

    /** Only boolean query parameters are converted from text. */
    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var field =
                String.valueOf(e.getPropertyName()).replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        var message =
                "parsing field \"" + field + "\": strconv.ParseBool: parsing \"" + e.getValue() + "\": invalid syntax";
        return ResponseEntity.badRequest().body(body(request, Code.INVALID_ARGUMENT, message));
    }

    @Override
    protected ResponseEntity<Object> handleNoHandlerFoundException(
            NoHandlerFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return refuse(request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return refuse(request);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var code = ErrorBody.codeOf(status.value());
        var message = String.valueOf(e.getMessage());
        return ResponseEntity.status(code.httpStatus()).body(body(request, code, message));
    }

    private ResponseEntity<Object> refuse(WebRequest request) {
        var servletRequest = ((ServletWebRequest) request).getRequest();
        var path = servletRequest.getRequestURI();
        var refusal = Refusals.of(servletRequest.getMethod(), path);
        refusals.note(servletRequest, refusal);
        var answer = ResponseEntity.status(refusal.code().httpStatus());
        if (refusal.code() == Code.NOT_FOUND) {
            hinting(answer, hints.route(servletRequest.getMethod(), path));
        } else {
            answer.header(ErrorResponses.SHOULD_RETRY, "false");
        }
        return answer.body(body(request, refusal.code(), refusal.getMessage()));
    }

    private static ResponseEntity.BodyBuilder hinting(ResponseEntity.BodyBuilder answer, Optional<String> hint) {
        hint.ifPresent(text -> answer.header(Hints.HEADER, Hints.printable(Secrets.text(text))));
        return answer;
    }

    private static ResponseEntity<ObjectNode> answer(
            HttpServletRequest request, HttpServletResponse response, Code code, String message) {
        return ResponseEntity.status(code.httpStatus()).body(body(request, response, code, message, List.of()));
    }

    private static Object body(WebRequest request, Code code, String message) {
        var servletRequest = (ServletWebRequest) request;
        return body(
                servletRequest.getRequest(),
                Objects.requireNonNull(servletRequest.getResponse()),
                code,
                message,
                List.of());
    }

    private static ObjectNode body(
            HttpServletRequest request,
            HttpServletResponse response,
            Code code,
            String message,
            List<FieldViolation> violations) {
        return ErrorBody.at(request.getRequestURI(), response.getHeader(RequestIds.HEADER), code, message, violations);
    }
}
