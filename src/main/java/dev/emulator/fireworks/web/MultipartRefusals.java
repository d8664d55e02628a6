package dev.emulator.fireworks.web;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.database.Outages;
import java.io.FileNotFoundException;
import java.nio.file.FileSystemException;
import org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.multipart.MultipartException;

/** Maps Tomcat's exceptions for multipart forms to errors: exceeded limits, malformed forms, and outages. */
final class MultipartRefusals {

    private static final String HEADER_SECTION = "Header section";

    /** The beginning of Tomcat's message for a missing directory, which has no exception type of its own. */
    private static final String NO_DIRECTORY = "The temporary upload location";

    private MultipartRefusals() {}

    static ApiException of(MultipartException refused) {
        var outage = Outages.reason(refused);
        if (outage.isPresent()) {
            return new ApiException(Code.UNAVAILABLE, outage.get());
        }
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            var refusal = of(cause);
            if (refusal != null) {
                return refusal;
            }
        }
        return ApiException.invalidArgument("body must be well-formed multipart/form-data");
    }

    private static @Nullable ApiException of(Throwable cause) {
        if (cause instanceof ApiException refusal) {
            return refusal;
        }
        if (cause instanceof FileCountLimitExceededException tooMany) {
            return ApiException.invalidArgument("body must have at most " + tooMany.getLimit() + " parts");
        }
        if (cause instanceof SizeException tooLarge) {
            var limit = tooLarge.getPermittedSize();
            return String.valueOf(tooLarge.getMessage()).startsWith(HEADER_SECTION)
                    ? ApiException.invalidArgument("a part's headers must have at most " + limit + " bytes")
                    : new ApiException(Code.RESOURCE_EXHAUSTED, "file must have at most " + limit + " bytes")
                            .withHttpStatus(HttpStatus.CONTENT_TOO_LARGE.value());
        }
        if (cause instanceof FileNotFoundException
                || cause instanceof FileSystemException
                || String.valueOf(cause.getMessage()).startsWith(NO_DIRECTORY)) {
            return new ApiException(Code.UNAVAILABLE, "the emulator cannot write to its temporary directory");
        }
        return cause instanceof IllegalStateException && cause.getCause() == null
                ? ApiException.invalidArgument("the fields of a form must have at most 10 MB together")
                : null;
    }
}
