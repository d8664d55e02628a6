package dev.emulator.fireworks.deployedmodel;

import static dev.emulator.fireworks.model.Models.QWEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.TwoReplicas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Deployments with two emulators on one PostgreSQL, both with their engines running. */
class DeploymentReplicaTests extends TwoReplicas {

    private static final int DEPLOYMENTS = 100;

    @Override
    protected List<String> settings(List<String> database) {
        var settings = new ArrayList<>(database);
        settings.add("--emulator.engine.interval=20ms");
        settings.add("--emulator.deployments.creating=200ms");
        settings.add("--emulator.deployments.loading=100ms");
        settings.add("--emulator.deployments.deleting=100ms");
        return settings;
    }

    @Test
    void aDeploymentOfOneReplicaIsAwaitedAndDeletedOnTheOther() {
        for (int i = 0; i < 6; i++) {
            var account = "passed-" + i;
            var here = client(i, account);
            var there = client(i + 1, account);
            assertThat(ReplicatedDeployments.create(here, "d")).isEqualTo(200);
            ReplicatedDeployments.await(there, "deployments", "d", "READY");
            var entry = ReplicatedDeployments.id(
                    ReplicatedDeployments.entries(there).get(0));
            ReplicatedDeployments.await(there, "deployedModels", entry, "DEPLOYED");
            assertThat(ReplicatedDeployments.delete(there, "d")).isEqualTo(200);
            ReplicatedDeployments.await(here, "deployments", "d", "DELETED");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> ReplicatedDeployments.entries(here).isEmpty());
        }
    }

    @Test
    void everyTransitionIsMadeOnceAndEveryModelHasOneDefault() {
        var created = AtOnce.times(DEPLOYMENTS, 8, i -> {
            var client = client(i, "many");
            return List.of(
                    ReplicatedDeployments.create(client, "d" + i),
                    ReplicatedDeployments.load(client(i + 1, "many"), "lora-" + i % 5, "d" + i));
        });
        assertThat(created).containsOnly(List.of(200, 200));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ReplicatedDeployments.entries(client(0, "many")).stream()
                        .allMatch(entry -> entry.path("state").asString().equals("DEPLOYED")));

        var entries = ReplicatedDeployments.entries(client(1, "many"));
        assertThat(entries).hasSize(DEPLOYMENTS + 1);
        var defaults = entries.stream()
                .filter(entry -> entry.path("default").asBoolean())
                .collect(Collectors.groupingBy(DeploymentReplicaTests::model, Collectors.counting()));
        assertThat(defaults)
                .hasSize(6)
                .containsKey(QWEN)
                .allSatisfy((model, number) -> assertThat(number).isEqualTo(1));
        assertThat(first.ledger().histories("many"))
                .hasSize(2 * DEPLOYMENTS + 1)
                .allSatisfy((row, changes) -> assertThat(
                                changes.stream().map(Object::toString).toList())
                        .isIn(
                                List.of("CREATING>READY"),
                                List.of("DEPLOYING>DEPLOYED"),
                                List.of("DEPLOYING>DEPLOYING", "DEPLOYING>DEPLOYED")));
    }

    private static String model(JsonNode entry) {
        return entry.path("model").asString();
    }
}
