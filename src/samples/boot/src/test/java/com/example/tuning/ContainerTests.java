package com.example.tuning;

import static dev.emulator.fireworks.testing.FireworksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emulator.fireworks.testing.Fault;
import dev.emulator.fireworks.testing.FireworksEmulator;
import dev.emulator.fireworks.testing.FireworksEmulatorClock;
import dev.emulator.fireworks.testing.RequestMatch;
import dev.emulator.fireworks.testing.spring.FireworksConnectionDetails;
import dev.emulator.fireworks.testing.testcontainers.FireworksEmulatorContainer;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.web.client.HttpClientErrorException;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

@EnabledIfSystemProperty(named = "fireworks.emulator.image", matches = ".+", disabledReason = "no image was built")
@SpringBootTest
@Testcontainers
class ContainerTests {

    @Container
    @ServiceConnection
    static final FireworksEmulatorContainer EMULATOR = new FireworksEmulatorContainer();

    @Autowired
    private TuningClient client;

    @Autowired
    private TuningWatch watch;

    private FireworksEmulator emulator;

    @BeforeEach
    void begin(@Autowired FireworksConnectionDetails details) {
        emulator = details.emulator();
        emulator.client().reset();
        emulator.client().freeze();
    }

    @Test
    void theWatchSeesAJobToItsEnd() {
        client.create("mine", "train");
        watch.watch("mine");
        emulator.supervisedFineTuningJob("mine").advanceUntilEnded();
        emulator.client().advance(Duration.ofMinutes(1)); // also advances the application's clock
        emulator.client()
                .waitForRequests(2, RequestMatch.operation("GetSupervisedFineTuningJob"), Duration.ofSeconds(30));
        assertThat(emulator.supervisedFineTuningJob("mine")).isCompleted().wasSeenIn("CREATING", "COMPLETED");
    }

    @Test
    void theApplicationLivesByTheAccountsTime(@Autowired Clock clock) {
        var before = clock.instant();
        emulator.client().advance(Duration.ofDays(365));
        assertThat(clock).isInstanceOf(FireworksEmulatorClock.class);
        assertThat(clock.instant()).isEqualTo(before.plus(Duration.ofDays(365)));
    }

    @Test
    void theWatchSurvivesARefusal() {
        client.create("mine", "train");
        watch.watch("mine");
        emulator.client()
                .addFault(Fault.on("GetSupervisedFineTuningJob").first(1).refusing("RATE_LIMITED"));
        emulator.client().advance(Duration.ofMinutes(1));
        emulator.client()
                .waitForRequests(3, RequestMatch.operation("GetSupervisedFineTuningJob"), Duration.ofSeconds(30));
        assertThat(emulator).receivedExactly(1, RequestMatch.any().answered("429"));
        assertThat(emulator.supervisedFineTuningJob("mine")).isCompleted();
    }

    @Test
    void theEmulatorRefusesAsTheServiceDoes() {
        client.create("mine", "train");
        assertThatThrownBy(() -> client.create("mine", "train")).isInstanceOf(HttpClientErrorException.Conflict.class);
    }
}
