package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.resource.FileResourceClient;
import dev.emulator.fireworks.story.ApiClient;
import dev.emulator.fireworks.story.Json;
import java.nio.charset.StandardCharsets;

/** The datasets of an account. */
public final class Datasets extends FileResourceClient {

    /** A row for supervised training, of 12 tokens. */
    public static final String ROW = """
            {"messages": [{"role": "user", "content": "Hello there"}, {"role": "assistant", "content": "Hi!"}]}
            """;

    public Datasets(ApiClient api) {
        super(api, "datasets", "dataset");
    }

    /** Creates a dataset with one file, and returns the resource name of the dataset. */
    public String create(String id, String content) {
        createEmpty(id);
        request()
                .multiPart("file", "data.jsonl", content.getBytes(StandardCharsets.UTF_8))
                .post(url(id) + ":upload")
                .then()
                .statusCode(200);
        return name(id);
    }

    /** Creates a dataset without files. */
    public void createEmpty(String id) {
        post(id, Json.object("exampleCount", 3)).then().statusCode(200);
    }
}
