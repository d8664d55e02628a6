package dev.emulator.fireworks.testing.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.junit.jupiter.EnabledIfDockerAvailable;
import org.testcontainers.utility.DockerImageName;

/** An image that was not built is reported at once, with the command that builds it. */
@EnabledIfDockerAvailable
class LocalImagePolicyTests {

    private final String tag = "none-" + UUID.randomUUID();

    @Test
    void aContainerOfAnImageThatWasNotBuiltSaysHowToBuildIt() {
        try (var container = new FireworksEmulatorContainer(DockerImageName.parse("fireworks-emulator:" + tag))) {
            assertThatThrownBy(container::start)
                    .hasRootCauseInstanceOf(ContainerFetchException.class)
                    .rootCause()
                    .hasMessageContaining("docker build -t fireworks-emulator:" + tag + " .");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry.invalid/fireworks-emulator", "somebody/fireworks-emulator", "emulator"})
    void anImageOfAnotherNameIsPulled(String name) {
        assertThat(new LocalImagePolicy().shouldPull(DockerImageName.parse(name + ":" + tag)))
                .isTrue();
    }
}
