package dev.emulator.fireworks.web.tomcat;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.emulator.fireworks.FireworksEmulator;
import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.EmulatorProcess;
import dev.emulator.fireworks.story.OpenRequest;
import io.restassured.path.json.JsonPath;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Requests have virtual threads where these do not block their carrier while they wait. */
class VirtualThreadTests {

    private static final int WAITS = 8;
    private static final String LONG = "{\"timeout\": \"60s\"}";

    @Test
    void requestsHaveVirtualThreadsFromJava24On() {
        var isSupported = Runtime.version().feature() >= 24;
        try (var emulator = Emulator.start(List.of())) {
            assertThat(executor(emulator))
                    .isInstanceOf(isSupported ? VirtualThreadExecutor.class : ThreadPoolExecutor.class);
        }
    }

    @Test
    void aSettingSelectsThePool() {
        try (var emulator = Emulator.start(List.of("--spring.threads.virtual.enabled=false"))) {
            assertThat(executor(emulator)).isInstanceOf(ThreadPoolExecutor.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void requestsThatWaitBlockNoOtherRequests(boolean nativeReflection) {
        var flags = List.of("-XX:ActiveProcessorCount=2", "-Djdk.reflect.useNativeAccessorOnly=" + nativeReflection);
        try (var emulator = EmulatorProcess.start(flags, List.of())) {
            var client = emulator.client("acme");
            var control = "/_emulator/v1/accounts/acme";
            client.send("POST", control + "/clock:freeze", "{}");
            var jobs = IntStream.range(0, WAITS)
                    .mapToObj(number -> control + "/resources/supervisedFineTuningJobs/job-" + number)
                    .toList();
            IntStream.range(0, WAITS).forEach(number -> client.create("job-" + number));

            var waits = jobs.stream()
                    .map(job -> OpenRequest.begin(
                            emulator.port(),
                            "POST",
                            job + ":wait",
                            "Content-Type: application/json\r\nContent-Length: " + LONG.length(),
                            LONG))
                    .toList();
            for (var job : jobs) {
                assertThat(client.send("POST", job + ":transition", "{\"state\": \"COMPLETED\"}")
                                .status())
                        .isEqualTo(200);
            }

            assertThat(waits)
                    .map(wait -> JsonPath.from(wait.answer().body()).getBoolean("satisfied"))
                    .containsOnly(true);
        }
    }

    @Test
    void healthIsAnsweredWhileOtherVirtualThreadsUseAllCores() {
        assumeTrue(Runtime.version().feature() >= 24, "this Java has no virtual threads");
        var done = new AtomicBoolean();
        var busy = new VirtualThreadExecutor("busy-");
        try (var emulator = Emulator.start(List.of())) {
            for (var i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                busy.execute(() -> {
                    while (!done.get()) {
                        Thread.onSpinWait();
                    }
                });
            }
            given().get("http://localhost:" + emulator.port() + "/_emulator/health")
                    .then()
                    .statusCode(200);
        } finally {
            done.set(true);
        }
    }

    @Test
    void aSettingLimitsTheRequestsThatAreProcessedAtOnce() throws InterruptedException {
        try (var emulator = Emulator.start(
                List.of("--server.tomcat.threads.max=2"), FireworksEmulator.class, BlockedRequests.class)) {
            var requests = IntStream.range(0, WAITS)
                    .mapToObj(number -> OpenRequest.begin(
                            emulator.port(), "GET", "/v1/accounts", "Authorization: Bearer fw_test", ""))
                    .toList();
            BlockedRequests.TWO.await();
            // The server has seen the other requests when it answers a later one, which has a reserved thread.
            given().get("http://localhost:" + emulator.port() + "/_emulator/health")
                    .then()
                    .statusCode(200);
            assertThat(BlockedRequests.NUMBER).hasValue(2);

            BlockedRequests.END.countDown();
            assertThat(requests).map(request -> request.answer().status()).containsOnly(200);
        } finally {
            BlockedRequests.END.countDown();
        }
    }

    /** Blocks all requests except health checks. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static final class BlockedRequests implements Filter {

        static final AtomicInteger NUMBER = new AtomicInteger();
        static final CountDownLatch TWO = new CountDownLatch(2);
        static final CountDownLatch END = new CountDownLatch(1);

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (!((HttpServletRequest) request).getRequestURI().startsWith("/_emulator/health")) {
                NUMBER.incrementAndGet();
                TWO.countDown();
                try {
                    END.await();
                } catch (InterruptedException e) {
                    throw new ServletException(e);
                }
            }
            chain.doFilter(request, response);
        }
    }

    private static Executor executor(Emulator emulator) {
        return ((TomcatWebServer) emulator.webServer())
                .getTomcat()
                .getConnector()
                .getProtocolHandler()
                .getExecutor();
    }
}
