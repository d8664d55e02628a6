package dev.emulator.fireworks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

/** What is kept back, in memory and on disk. */
class BufferedResponseTests {

    private static final byte[] TEXT = "0123456789".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 200_000})
    void whatIsKeptIsSentAsItWas(int times) throws IOException {
        var response = new MockHttpServletResponse();
        try (var answer = new BufferedResponse(response)) {
            answer.setContentLength(TEXT.length * times);
            write(answer, times);
            assertThat(response.getContentAsByteArray()).isEmpty();
            assertThat(response.getHeader("Content-Length")).isNull();

            answer.send();
        }
        assertThat(response.getContentAsString()).isEqualTo("0123456789".repeat(times));
        assertThat(response.getContentLength()).isEqualTo(TEXT.length * times);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200_000})
    void aCallThatFailsInTheMiddleOfItsAnswerGivesAnotherOne(int times) throws IOException {
        var response = new MockHttpServletResponse();
        try (var answer = new BufferedResponse(response)) {
            write(answer, times);
            answer.resetBuffer();
            answer.getWriter().write("failed");

            answer.send();
        }
        assertThat(response.getContentAsString()).isEqualTo("failed");
    }

    private static void write(BufferedResponse answer, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            answer.getOutputStream().write(TEXT);
        }
    }
}
