package dev.emulator.fireworks.web.tomcat;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.emulator.fireworks.story.Emulator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.TomcatWebServer;

/** Requests have virtual threads where they do not block their carrier. */
class VirtualThreadTests {

    private static final String VIRTUAL_THREADS = "--spring.threads.virtual.enabled=true";

    @Test
    void aSettingSelectsVirtualThreadsFromJava24On() {
        var isSupported = Runtime.version().feature() >= 24;
        try (var emulator = Emulator.start(List.of(VIRTUAL_THREADS))) {
            assertThat(executor(emulator))
                    .isInstanceOf(isSupported ? VirtualThreadExecutor.class : ThreadPoolExecutor.class);
        }
    }

    @Test
    void requestsHaveThreadsOfAPoolByDefault() {
        try (var emulator = Emulator.start(List.of())) {
            assertThat(executor(emulator)).isInstanceOf(ThreadPoolExecutor.class);
        }
    }

    @Test
    void healthIsAnsweredWhileOtherVirtualThreadsUseAllCores() {
        assumeTrue(Runtime.version().feature() >= 24, "this Java has no virtual threads");
        var done = new AtomicBoolean();
        var busy = new VirtualThreadExecutor("busy-");
        try (var emulator = Emulator.start(List.of(VIRTUAL_THREADS))) {
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

    private static Executor executor(Emulator emulator) {
        return ((TomcatWebServer) emulator.webServer())
                .getTomcat()
                .getConnector()
                .getProtocolHandler()
                .getExecutor();
    }
}
