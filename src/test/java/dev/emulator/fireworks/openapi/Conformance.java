package dev.emulator.fireworks.openapi;

import io.openapiparser.OpenApiParser;
import io.openapiparser.OpenApiSchemas;
import io.openapiparser.ValidationError;
import io.openapiprocessor.jsonschema.ouput.OutputConverter;
import io.openapiprocessor.jsonschema.ouput.OutputUnit;
import io.openapiprocessor.jsonschema.reader.UriReader;
import io.openapiprocessor.jsonschema.schema.DocumentLoader;
import io.openapiprocessor.jsonschema.schema.DocumentStore;
import io.openapiprocessor.jsonschema.schema.JsonInstance;
import io.openapiprocessor.jsonschema.schema.Output;
import io.openapiprocessor.jsonschema.schema.SchemaStore;
import io.openapiprocessor.jsonschema.validator.Validator;
import io.openapiprocessor.jsonschema.validator.ValidatorSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Holds the document against the OpenAPI schema, and answers against the document. Both say what is wrong, if anything. */
final class Conformance {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final DocumentLoader LOADER =
            new DocumentLoader(new UriReader(), json -> MAPPER.readValue(json, Object.class));

    private final String document;

    Conformance(String document) {
        this.document = document;
    }

    /** What the OpenAPI 3.1 schema, which the parser's jar brings along, finds wrong with the document. */
    List<String> ofDocument() {
        var result = new OpenApiParser(new DocumentStore(), LOADER)
                .parse(URI.create("emulator:/openapi.json"), MAPPER.readValue(document, Object.class));
        var store = new SchemaStore(LOADER);
        store.registerDraft202012();
        store.register(OpenApiSchemas.OPENAPI_SCHEMA_31_ID, OpenApiSchemas.OPENAPI_SCHEMA_31);
        return result.validate(validator(), store)
                ? List.of()
                : result.getValidationErrors().stream().map(Conformance::text).toList();
    }

    /** What is wrong with an answer of the call. */
    List<String> ofAnswer(String operationId, int status, String body) {
        return ofBody(pointer(operationId, Integer.toString(status)), body);
    }

    List<String> ofSchema(String name, String body) {
        return ofBody("#/components/schemas/" + name, body);
    }

    private List<String> ofBody(String pointer, String body) {
        Map<?, ?> whole = MAPPER.readValue(document, Map.class);
        var store = new SchemaStore(LOADER);
        store.registerDraft202012();
        var id = store.register(Map.of(
                "$schema",
                "https://json-schema.org/draft/2020-12/schema",
                "$ref",
                pointer,
                "paths",
                whole.get("paths"),
                "components",
                whole.get("components")));
        var step = validator().validate(store.getSchema(id), new JsonInstance(MAPPER.readValue(body, Object.class)));
        if (step.isValid()) {
            return List.of();
        }
        return new OutputConverter(Output.BASIC)
                .convert(step).getErrors().stream().map(Conformance::text).toList();
    }

    private String pointer(String operationId, String status) {
        for (var path : MAPPER.readTree(document).get("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (method.getValue().path("operationId").asString().equals(operationId)) {
                    var responses = method.getValue().get("responses");
                    var response = responses.has(status) ? responses.get(status) : responses.get("default");
                    var shared = response.path("$ref").asString("");
                    var own = "#/paths/" + path.getKey().replace("/", "~1") + "/" + method.getKey() + "/responses/"
                            + status;
                    return (shared.isEmpty() ? own : shared) + "/content/application~1json/schema";
                }
            }
        }
        throw new IllegalArgumentException("no operation " + operationId + " in the document");
    }

    private static Validator validator() {
        var settings = new ValidatorSettings();
        settings.setOutput(Output.BASIC);
        settings.enableFormat();
        return new Validator(settings);
    }

    private static String text(ValidationError error) {
        return error.getInstanceLocation() + ": " + error.getText();
    }

    private static String text(OutputUnit error) {
        return error.getInstanceLocation() + ": " + error.getError();
    }
}
