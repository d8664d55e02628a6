package dev.emulator.fireworks.storage;

import org.springframework.http.HttpStatus;

/** A refusal in the words of the object store that the live service's signed addresses lead to. */
final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final String details;

    private StorageException(HttpStatus status, String code, String message, String details) {
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
        return new StorageException(
                HttpStatus.BAD_REQUEST,
                "EntityTooLarge",
                "Your proposed upload is larger than the maximum object size specified in your Policy Document.",
                "Content-length " + size + " exceeds upper bound on range " + largest);
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

    static StorageException notImplemented(String details) {
        return new StorageException(
                HttpStatus.NOT_IMPLEMENTED,
                "NotImplemented",
                "A header you provided implies functionality that is not implemented.",
                details);
    }

    HttpStatus status() {
        return status;
    }

    String xml() {
        return "<?xml version='1.0' encoding='UTF-8'?><Error><Code>%s</Code><Message>%s</Message><Details>%s</Details></Error>"
                .formatted(code, escaped(String.valueOf(getMessage())), escaped(details));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
