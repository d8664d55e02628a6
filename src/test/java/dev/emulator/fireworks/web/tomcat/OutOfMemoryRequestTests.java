package dev.emulator.fireworks.web.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emulator.fireworks.FireworksEmulator;
import dev.emulator.fireworks.story.Client;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** A lack of memory that only Tomcat sees reaches the handler that ends the process. */
class OutOfMemoryRequestTests {

    private static final OutOfMemoryError FAILURE = new OutOfMemoryError("thrown by a test");

    /** Outside of everything that would hand it over. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static final class WithoutMemory implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {
            throw FAILURE;
        }
    }

    @Test
    void theDefaultHandlerGetsIt() {
        var before = Thread.getDefaultUncaughtExceptionHandler();
        List<Throwable> handled = Collections.synchronizedList(new ArrayList<>());
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> handled.add(failure));
        try (var context =
                new SpringApplicationBuilder(FireworksEmulator.class, WithoutMemory.class).run("--server.port=0")) {
            var port = Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port", Integer.class));
            var client = new Client(port, "acme");

            assertThatThrownBy(() -> client.get("any")).isInstanceOf(UncheckedIOException.class);

            assertThat(handled).containsOnly(FAILURE);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
