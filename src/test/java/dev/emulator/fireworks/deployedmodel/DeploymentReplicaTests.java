package dev.emulator.fireworks.deployedmodel;

import static dev.emulator.fireworks.model.Models.QWEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.Postgresql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;
import tools.jackson.databind.JsonNode;

/** Deployments with two emulators on one PostgreSQL, both with their engines running. */
@Testcontainers(disabledWithoutDocker = true)
class DeploymentReplicaTests {

    private static final int DEPLOYMENTS = 100;

    @Container
    private static final PostgreSQLContainer DATABASE = Postgresql.container();

    private static final List<Emulator> REPLICAS = new ArrayList<>();

    @BeforeAll
    static void start() {
        var settings = new ArrayList<>(Emulator.on(DATABASE));
        settings.add("--emulator.engine.interval=20ms");
        settings.add("--emulator.deployments.creating=200ms");
        settings.add("--emulator.deployments.loading=100ms");
        settings.add("--emulator.deployments.deleting=100ms");
        REPLICAS.add(Emulator.start(settings));
        REPLICAS.add(Emulator.start(settings));
    }

    @AfterAll
    static void stop() {
        REPLICAS.forEach(Emulator::close);
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
        assertThat(REPLICAS.get(0).ledger().histories("many"))
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

    private static Client client(int number, String account) {
        return REPLICAS.get(number % 2).client(account);
    }
}
