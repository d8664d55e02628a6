package dev.emulator.fireworks.resource;

import dev.emulator.fireworks.story.ApiClient;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.ResourceClient;
import io.restassured.response.Response;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Resources whose files a client uploads and downloads at signed URLs. */
public abstract class FileResourceClient extends ResourceClient {

    private final String singular;

    /** @param singular the name of one resource in requests that create it */
    protected FileResourceClient(ApiClient api, String collection, String singular) {
        super(api, collection);
        this.singular = singular;
    }

    @Override
    public final Response post(String id, JsonNode resource) {
        return post(Json.object(singular + "Id", id, singular, resource));
    }

    /** Asks for the URLs at which a client uploads these files, by filename. */
    public final Map<String, String> announce(String id, Map<String, byte[]> files) {
        var sizes = files.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, file -> String.valueOf(file.getValue().length)));
        return signedUrls(call(id, "getUploadEndpoint", Json.object("filenameToSize", sizes)));
    }

    /** Asks for the URLs at which a client downloads the files of a resource, by filename. */
    public final Map<String, String> downloads(String id) {
        return signedUrls(request().get(url(id) + ":getDownloadEndpoint"));
    }

    private static Map<String, String> signedUrls(Response response) {
        return response.then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("filenameToSignedUrls", String.class, String.class);
    }
}
