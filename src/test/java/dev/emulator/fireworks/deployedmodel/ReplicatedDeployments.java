package dev.emulator.fireworks.deployedmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Calls to deployments and their models, each of which another replica can answer. */
final class ReplicatedDeployments {

    private ReplicatedDeployments() {}

    static int create(Client client, String id) {
        return client.send(
                        "POST",
                        client.path("/deployments?deploymentId=" + id),
                        Json.object("baseModel", Models.QWEN, "enableAddons", true)
                                .toString())
                .status();
    }

    static int load(Client client, String model, String deployment) {
        return client.send(
                        "POST",
                        client.path("/deployedModels"),
                        Json.object("model", model, "deployment", deployment).toString())
                .status();
    }

    static int delete(Client client, String id) {
        return client.send("DELETE", client.path("/deployments/" + id), "").status();
    }

    static String state(Client client, String id) {
        return client.send("GET", client.path("/deployments/" + id), "").state();
    }

    /** Waits until a resource is in a state. */
    static void await(Client client, String collection, String id, String state) {
        var path = "/_emulator" + client.path("/resources/" + collection + "/" + id + ":wait");
        var answer = client.send(
                "POST", path, Json.object("state", state, "timeout", "30s").toString());
        assertThat(answer.json().path("satisfied").asBoolean())
                .as("%s %s is %s: %s", collection, id, state, answer.body())
                .isTrue();
    }

    static List<JsonNode> entries(Client client) {
        return client.send("GET", client.path("/deployedModels?pageSize=200"), "")
                .json()
                .path("deployedModels")
                .valueStream()
                .toList();
    }

    static String id(JsonNode entry) {
        var name = entry.path("name").asString();
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
