package dev.emulator.fireworks.world;

import dev.emulator.fireworks.story.Client;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything that a client sees of an account, except signed URLs, which differ in each response. */
public final class View {

    private final Client client;
    private final String account;
    private final Map<String, String> seen = new TreeMap<>();

    private View(Client client, String account) {
        this.client = client;
        this.account = account;
    }

    public static Map<String, String> of(Client client, String account) {
        var view = new View(client, account);
        view.jobs();
        view.files("datasets");
        view.files("models");
        view.see("account", client.send("GET", "/v1/accounts/" + account, "").body());
        return view.seen;
    }

    private void jobs() {
        var list = client.list("pageSize=200").json();
        for (var job : list.path("supervisedFineTuningJobs")) {
            var name = job.path("name").asString();
            for (var artifact : new String[] {"metricsFileSignedUrl", "renderSamplesSignedUrl"}) {
                bytes(name + " " + artifact, job.path(artifact).asString());
                ((ObjectNode) job).remove(artifact);
            }
            see(name, job.toString());
        }
        see("number of jobs", list.path("totalSize").asString());
    }

    private void files(String collection) {
        var list = list(collection);
        for (var resource : list.path(collection)) {
            var name = resource.path("name").asString();
            see(name, resource.toString());
            var addresses = client.send("GET", "/v1/" + name + ":getDownloadEndpoint", "")
                    .json()
                    .path("filenameToSignedUrls");
            addresses
                    .properties()
                    .forEach(file ->
                            bytes(name + " " + file.getKey(), file.getValue().asString()));
        }
        see("number of " + collection, list.path("totalSize").asString());
    }

    private JsonNode list(String collection) {
        return client.send("GET", "/v1/accounts/" + account + "/" + collection + "?pageSize=200", "")
                .json();
    }

    private void bytes(String what, String address) {
        var bytes = named(new String(client.fetch(address), StandardCharsets.ISO_8859_1));
        see(what, bytes.length() + " bytes " + bytes.hashCode());
    }

    private void see(String what, String how) {
        seen.put(named(what), named(how));
    }

    /** Makes the text independent of the account. */
    private String named(String text) {
        return text.replace(account, "{account}");
    }
}
