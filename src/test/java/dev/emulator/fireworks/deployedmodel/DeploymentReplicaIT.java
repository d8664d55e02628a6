package dev.emulator.fireworks.deployedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.EmulatorProcess;
import dev.emulator.fireworks.story.Postgresql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Deployments on a replica that is killed: the other one creates and deletes them. */
@Testcontainers(disabledWithoutDocker = true)
class DeploymentReplicaIT {

    private static final List<String> IDS =
            IntStream.range(0, 20).mapToObj(number -> "d" + number).toList();

    @Container
    private static final PostgreSQLContainer DATABASE = Postgresql.container();

    @Test
    void theOtherReplicaContinuesWhatTheKilledOneHasBegun() {
        var settings = new ArrayList<>(Emulator.on(DATABASE));
        settings.add("--emulator.deployments.creating=5s");
        settings.add("--emulator.deployments.deleting=5s");
        try (var first = EmulatorProcess.start(settings);
                var second = EmulatorProcess.start(settings)) {
            var killed = first.client("acme");
            var left = second.client("acme");
            IDS.forEach(id -> {
                assertThat(ReplicatedDeployments.create(killed, id)).isEqualTo(200);
                assertThat(ReplicatedDeployments.load(killed, "lora-" + id, id)).isEqualTo(200);
            });
            assertThat(ReplicatedDeployments.state(left, "d19")).isEqualTo("CREATING");
            first.kill();
            IDS.forEach(id -> ReplicatedDeployments.await(left, "deployments", id, "READY"));
            var entries = ReplicatedDeployments.entries(left);
            assertThat(entries).hasSize(IDS.size() + 1);
            entries.forEach(entry ->
                    ReplicatedDeployments.await(left, "deployedModels", ReplicatedDeployments.id(entry), "DEPLOYED"));
            deleteAndKill(settings, second);
        }
    }

    /** Deletes on the replica that is left, kills it, and starts another one. */
    private static void deleteAndKill(List<String> settings, EmulatorProcess second) {
        var client = second.client("acme");
        IDS.forEach(id -> assertThat(ReplicatedDeployments.delete(client, id)).isEqualTo(200));
        second.kill();
        try (var third = EmulatorProcess.start(settings)) {
            var left = third.client("acme");
            IDS.forEach(id -> ReplicatedDeployments.await(left, "deployments", id, "DELETED"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> ReplicatedDeployments.entries(left).isEmpty());
        }
    }
}
