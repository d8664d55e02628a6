package dev.emulator.fireworks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.aip.Code;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.multipart.MultipartException;

/** A form is called malformed only where it is; failures of the disk that keeps it are no mistake of the client. */
class MultipartRefusalsTests {

    static Stream<Arguments> failures() {
        var disk = "the emulator's disk is full";
        var directory = "the emulator cannot write to its temporary directory";
        return Stream.of(
                Arguments.of(new IOException("No space left on device"), Code.UNAVAILABLE, disk),
                Arguments.of(new IOException("Disk quota exceeded"), Code.UNAVAILABLE, disk),
                Arguments.of(new FileNotFoundException("x.tmp (Permission denied)"), Code.UNAVAILABLE, directory),
                Arguments.of(
                        new EOFException(), Code.INVALID_ARGUMENT, "body must be well-formed multipart/form-data"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theReasonIsTold(IOException failure, Code code, String message) {
        var refusal = MultipartRefusals.of(
                new MultipartException("Failed to parse multipart servlet request", new IOException(failure)));

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal).hasMessage(message);
    }
}
