package dev.emulator.fireworks.storage;

import dev.emulator.fireworks.text.PlainText;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** An error with the words of Google Cloud Storage, to which signed URLs of the live service refer. */
final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatusCode status;
    private final String code;
    private final String details;

    private StorageException(HttpStatusCode status, String code, String message, String details) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.details = details;
    }

    static StorageException noSuchKey(String key) {
        return new StorageException(
                HttpStatus.NOT_FOUND, "NoSuchKey", "The specified key does not exist.", "No such object: " + key);
    }

    static StorageException malformedSecurityHeader(String header) {
        return new StorageException(
                HttpStatus.BAD_REQUEST,
                "MalformedSecurityHeader",
                "Your request has a malformed header.",
                "Header was included in signedheaders, but not in the request: " + header);
    }

    static StorageException expired() {
        return new StorageException(
                HttpStatus.BAD_REQUEST, "ExpiredToken", "The provided token has expired.", "Request signature expired");
    }

    static StorageException signatureDoesNotMatch() {
        return new StorageException(
                HttpStatus.FORBIDDEN,
                "SignatureDoesNotMatch",
                "Access denied.",
                "The request signature we calculated does not match the signature you provided.");
    }

    static StorageException entityTooLarge(long size, long largest) {
        return tooLarge("Content-length " + size + " exceeds upper bound on range " + largest);
    }

    static StorageException tooLarge(String details) {
        return new StorageException(
                HttpStatus.BAD_REQUEST,
                "EntityTooLarge",
                "Your proposed upload is larger than the maximum object size specified in your Policy Document.",
                details);
    }

    static StorageException entityTooSmall(long size, long smallest) {
        return new StorageException(
                HttpStatus.BAD_REQUEST,
                "EntityTooSmall",
                "Your proposed upload is smaller than the minimum object size specified in your Policy Document.",
                "Content-length " + size + " is smaller than lower bound on range " + smallest);
    }

    static StorageException badRequest(String details) {
        return new StorageException(HttpStatus.BAD_REQUEST, "InvalidArgument", "Invalid argument.", details);
    }

    static StorageException invalidUri() {
        return new StorageException(
                HttpStatus.BAD_REQUEST, "InvalidURI", "Couldn't parse the specified URI.", "invalid URL escape");
    }

    static StorageException invalidDigest(String header) {
        return new StorageException(
                HttpStatus.BAD_REQUEST,
                "InvalidDigest",
                "The Content-MD5 you specified was invalid.",
                header + " is not the base64 of a digest");
    }

    static StorageException badDigest(String algorithm, String given, String calculated) {
        return new StorageException(
                HttpStatus.BAD_REQUEST,
                "BadDigest",
                "The Content-MD5 you specified did not match what we received.",
                "The " + algorithm + " you specified was '" + given + "', but we computed '" + calculated + "'.");
    }

    static StorageException incompleteBody() {
        return new StorageException(
                HttpStatus.BAD_REQUEST,
                "IncompleteBody",
                "You did not provide the number of bytes specified by the Content-Length HTTP header.",
                "the connection ended before the body did");
    }

    static StorageException requestTimeout() {
        return new StorageException(
                HttpStatus.REQUEST_TIMEOUT,
                "RequestTimeout",
                "Your socket connection to the server was not read from or written to within the timeout period.",
                "the body did not arrive in time");
    }

    static StorageException missingContentLength() {
        return new StorageException(
                HttpStatus.LENGTH_REQUIRED,
                "MissingContentLength",
                "You must provide the Content-Length HTTP header.",
                "Content-Length is required");
    }

    static StorageException preconditionFailed(String header) {
        return new StorageException(
                HttpStatus.PRECONDITION_FAILED,
                "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold.",
                header);
    }

    static StorageException invalidRange(String range) {
        return new StorageException(
                HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                "InvalidRange",
                "The requested range cannot be satisfied.",
                range);
    }

    static StorageException methodNotAllowed(String method) {
        return new StorageException(
                HttpStatus.METHOD_NOT_ALLOWED,
                "MethodNotAllowed",
                "The specified method is not allowed against this resource.",
                method);
    }

    static StorageException serviceUnavailable(String details) {
        return new StorageException(
                HttpStatus.SERVICE_UNAVAILABLE,
                "ServiceUnavailable",
                "We encountered an internal error. Please try again.",
                details);
    }

    /** Other errors. */
    static StorageException of(HttpStatusCode status, String details) {
        if (status.is5xxServerError()) {
            var code =
                    status.value() == HttpStatus.SERVICE_UNAVAILABLE.value() ? "ServiceUnavailable" : "InternalError";
            return new StorageException(status, code, "We encountered an internal error. Please try again.", details);
        }
        var message = status instanceof HttpStatus known ? known.getReasonPhrase() + "." : "Refused.";
        return new StorageException(status, code(status), message, details);
    }

    private static String code(HttpStatusCode status) {
        return switch (status.value()) {
            case 401 -> "AuthenticationRequired";
            case 403 -> "AccessDenied";
            case 404 -> "NoSuchKey";
            case 405 -> "MethodNotAllowed";
            case 408 -> "RequestTimeout";
            case 411 -> "MissingContentLength";
            case 412 -> "PreconditionFailed";
            case 429 -> "SlowDown";
            default -> "InvalidArgument";
        };
    }

    static StorageException notImplemented(String details) {
        return new StorageException(
                HttpStatus.NOT_IMPLEMENTED,
                "NotImplemented",
                "A header you provided implies functionality that is not implemented.",
                details);
    }

    HttpStatusCode status() {
        return status;
    }

    String xml() {
        return "<?xml version='1.0' encoding='UTF-8'?><Error><Code>" + code + "</Code><Message>"
                + escaped(String.valueOf(getMessage())) + "</Message><Details>" + escaped(details)
                + "</Details></Error>";
    }

    private static String escaped(String text) {
        return PlainText.of(text)
                .replaceAll("[\\uFFFE\\uFFFF]", "\uFFFD")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
