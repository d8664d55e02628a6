package dev.emulator.fireworks.openapi;

import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Describes the served calls as OpenAPI 3.1, from the controllers' signatures and the messages' descriptors. */
public final class OpenApiDocument {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.shared();

    /** What is the same for every call, and the bodies of refusals, which are no messages of ours. */
    private static final String FRAME = """
            {
              "openapi": "3.1.1",
              "info": {
                "title": "fireworks-emulator",
                "version": "",
                "description": "",
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}
              },
              "servers": [{"url": "http://localhost:3473", "description": "An emulator on its default port"}],
              "security": [{"bearer": []}, {"apiKey": []}],
              "paths": {},
              "components": {
                "schemas": {},
                "parameters": {
                  "pageSize": {
                    "name": "pageSize", "in": "query", "schema": {"type": "integer", "format": "int32"},
                    "description": "The number of items on a page: 50 by default, 200 at most."
                  },
                  "pageToken": {
                    "name": "pageToken", "in": "query", "schema": {"type": "string"},
                    "description": "The nextPageToken of the previous page. filter and orderBy must be the same as for that page."
                  },
                  "filter": {
                    "name": "filter", "in": "query", "schema": {"type": "string"},
                    "description": "A filter expression, as in AIP-160."
                  },
                  "orderBy": {
                    "name": "orderBy", "in": "query", "schema": {"type": "string"},
                    "description": "Fields to sort by, separated by commas. A field is in ascending order unless it is followed by desc (AIP-132)."
                  },
                  "readMask": {
                    "name": "readMask", "in": "query", "schema": {"type": "string"},
                    "description": "The fields to return, separated by commas. All fields by default (AIP-157)."
                  }
                },
                "headers": {
                  "RequestId": {
                    "description": "The id of the request in the log of the emulator.",
                    "schema": {"type": "string"}
                  }
                },
                "responses": {
                  "Error": {
                    "description": "The request was refused.",
                    "headers": {"X-Emulator-Request-Id": {"$ref": "#/components/headers/RequestId"}},
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
                  },
                  "Forbidden": {
                    "description": "The key is unknown, or has no access to the account.",
                    "headers": {"X-Emulator-Request-Id": {"$ref": "#/components/headers/RequestId"}},
                    "content": {"application/json": {"schema": {"anyOf": [
                      {"$ref": "#/components/schemas/Error"}, {"$ref": "#/components/schemas/UnknownKeyError"}
                    ]}}}
                  }
                },
                "securitySchemes": {
                  "bearer": {"type": "http", "scheme": "bearer"},
                  "apiKey": {"type": "apiKey", "in": "header", "name": "X-Api-Key"},
                  "controlToken": {"type": "http", "scheme": "bearer", "description": "Required only if emulator.control.token is set."}
                }
              }
            }
            """;

    private static final String DESCRIPTION =
            "The endpoints of the Fireworks AI API that the emulator serves, and the control API under /_emulator/v1. Not affiliated with"
                    + " Fireworks AI. Bodies are protobuf JSON. In a request, field names may be in camelCase or snake_case, enum values may be"
                    + " names or numbers, int64 values may be strings or numbers, and null means unset. Responses are described in full; with"
                    + " readMask, they contain only the fields in it. All other endpoints of the API return 501.";

    private static final String ERROR = """
            {
              "description": "The reason for an error, in the form of google.rpc.Status.",
              "type": "object",
              "properties": {
                "code": {"type": "integer", "format": "int32", "description": "A number of google.rpc.Code."},
                "message": {"type": "string"},
                "details": {
                  "type": "array",
                  "items": {"type": "object", "properties": {"@type": {"type": "string"}}, "required": ["@type"]}
                }
              },
              "required": ["code", "message", "details"],
              "additionalProperties": false
            }
            """;

    private static final String UNKNOWN_KEY_ERROR = """
            {
              "description": "The error for a key that is not listed.",
              "type": "object",
              "properties": {
                "error": {
                  "type": "object",
                  "properties": {
                    "message": {"type": "string"},
                    "param": {"type": ["string", "null"]},
                    "code": {"type": "string"},
                    "type": {"type": "string"}
                  },
                  "required": ["message", "param", "code", "type"],
                  "additionalProperties": false
                },
                "request_id": {"type": "string"}
              },
              "required": ["error", "request_id"],
              "additionalProperties": false
            }
            """;

    private final ObjectNode document = object(FRAME);
    private final Schemas schemas = new Schemas();

    private OpenApiDocument() {}

    /** The document as it is committed: indented, in an order that depends on nothing but the code. */
    public static String of(List<ServedCall> calls) {
        var self = new OpenApiDocument();
        self.describe(calls);
        var indent = new DefaultIndenter("  ", "\n");
        var separators = Separators.createDefaultInstance()
                .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("")
                .withObjectEmptySeparator("");
        var printer =
                new DefaultPrettyPrinter(separators).withObjectIndenter(indent).withArrayIndenter(indent);
        return MAPPER.writer().with(printer).writeValueAsString(self.document) + "\n";
    }

    private void describe(List<ServedCall> calls) {
        ((ObjectNode) document.get("info"))
                .put("version", VendorOperation.version())
                .put("description", DESCRIPTION);
        var paths = (ObjectNode) document.get("paths");
        for (var call : calls) {
            paths.withObjectProperty(call.path()).set(call.method().toLowerCase(Locale.ROOT), operation(call));
        }
        schemas.add("Error", object(ERROR));
        schemas.add("UnknownKeyError", object(UNKNOWN_KEY_ERROR));
        var described = (ObjectNode) document.at("/components/schemas");
        schemas.all().forEach(described::set);
    }

    private static String firstSentence(String text) {
        return text.split("\\.( |$)", 2)[0];
    }

    private ObjectNode operation(ServedCall call) {
        var operation = JSON.objectNode();
        operation.putArray("tags").add(call.collection());
        operation.put("operationId", call.operationId());
        operation.put("summary", call.isControl() ? firstSentence(call.description()) : words(call.operationId()));
        if (!call.description().isEmpty()) {
            operation.put("description", call.description());
        }
        if (call.isControl()) {
            operation.putArray("security").addObject();
            operation.withArrayProperty("security").addObject().putArray("controlToken");
        }
        var parameters = operation.putArray("parameters");
        call.variables()
                .forEach(name -> parameter(parameters, name, "path", "string").put("required", true));
        for (var parameter : call.handler().getMethodParameters()) {
            describe(parameter, parameters, operation);
        }
        rawBody(call)
                .ifPresent(type -> operation
                        .putObject("requestBody")
                        .put("required", true)
                        .putObject("content")
                        .putObject(type)
                        .putObject("schema"));
        var answer = ResolvableType.forMethodReturnType(call.handler().getMethod());
        if (call.method().equals("GET") && isMessage(answer)) {
            parameters.add(shared("readMask"));
        }
        if (parameters.isEmpty()) {
            operation.remove("parameters");
        }
        operation.set("responses", responses(call, answer));
        return operation;
    }

    private void describe(MethodParameter parameter, ArrayNode parameters, ObjectNode operation) {
        if (parameter.getParameterType() == ListQuery.class) {
            List.of("pageSize", "pageToken", "filter", "orderBy").forEach(name -> parameters.add(shared(name)));
        } else if (parameter.hasParameterAnnotation(RequestParam.class)) {
            parameter(parameters, nameOf(parameter), "query", typeOf(parameter.getParameterType()));
        } else if (parameter.hasParameterAnnotation(RequestPart.class)) {
            var schema = operation
                    .putObject("requestBody")
                    .put("required", true)
                    .putObject("content")
                    .putObject("multipart/form-data")
                    .putObject("schema")
                    .put("type", "object");
            var name = nameOf(parameter);
            schema.putObject("properties").putObject(name).put("type", "string").put("format", "binary");
            schema.putArray("required").add(name);
        } else if (parameter.hasParameterAnnotation(RequestBody.class)) {
            var type = parameter.getParameterType();
            var body = operation.putObject("requestBody").put("required", Schemas.hasRequired(type));
            body.putObject("content").putObject("application/json").set("schema", schemas.reference(type));
        }
    }

    private static ObjectNode parameter(ArrayNode parameters, String name, String in, String type) {
        var parameter = parameters.addObject().put("name", name).put("in", in);
        parameter.putObject("schema").put("type", type);
        return parameter;
    }

    private static String nameOf(MethodParameter parameter) {
        return parameter
                .getExecutable()
                .getParameters()[parameter.getParameterIndex()]
                .getName();
    }

    private static String typeOf(Class<?> type) {
        return type == String.class ? "string" : type == Boolean.class || type == boolean.class ? "boolean" : "integer";
    }

    private static ObjectNode shared(String parameter) {
        return JSON.objectNode().put("$ref", "#/components/parameters/" + parameter);
    }

    private ObjectNode responses(ServedCall call, ResolvableType answer) {
        var responses = JSON.objectNode();
        var ok = responses.putObject("200").put("description", "Success.");
        ok.putObject("headers").putObject("X-Emulator-Request-Id").put("$ref", "#/components/headers/RequestId");
        if (isMessage(answer)) {
            ok.putObject("content").putObject("application/json").set("schema", schema(call, answer));
        } else if (answer.resolve() != void.class || call.isControl()) {
            ok.putObject("content").putObject(mediaType(call)).putObject("schema");
        }
        if (call.path().startsWith("/v1/accounts/")) {
            responses.putObject("403").put("$ref", "#/components/responses/Forbidden");
        }
        responses.putObject("default").put("$ref", "#/components/responses/Error");
        return responses;
    }

    private static boolean isMessage(ResolvableType answer) {
        return Record.class.isAssignableFrom(answer.toClass());
    }

    /** What handlers write that do so themselves. */
    private static String mediaType(ServedCall call) {
        return call.path().endsWith(":snapshot")
                ? "application/zip"
                : call.path().endsWith("/events") ? "text/event-stream" : "application/json";
    }

    /** What handlers read that do so themselves. */
    private static Optional<String> rawBody(ServedCall call) {
        return call.path().endsWith(":restore")
                ? Optional.of("application/zip")
                : call.path().endsWith(":seed") ? Optional.of("application/json") : Optional.empty();
    }

    private ObjectNode schema(ServedCall call, ResolvableType answer) {
        if (answer.resolve() != Page.class) {
            return schemas.reference(answer.toClass());
        }
        var page = JSON.objectNode().put("description", "One page of a list.").put("type", "object");
        var properties = page.putObject("properties");
        properties
                .putObject(listed(call))
                .put("type", "array")
                .set("items", schemas.reference(answer.getGeneric(0).toClass()));
        properties.putObject("nextPageToken").put("type", "string").put("description", "Empty on the last page.");
        properties.putObject("totalSize").put("type", "integer").put("format", "int32");
        page.putArray("required").add(listed(call)).add("nextPageToken").add("totalSize");
        return schemas.add(call.operationId() + "Response", page.put("additionalProperties", false));
    }

    /** The name of a list in its answer; those of the emulator's own calls are the last part of the address. */
    private static String listed(ServedCall call) {
        var last = call.path().substring(call.path().lastIndexOf('/') + 1);
        if (call.isControl()) {
            return last;
        }
        return last.equals("versions") ? call.collection().replaceFirst("s$", "Versions") : call.collection();
    }

    /** {@code ListSupervisedFineTuningJobs} as a person would say it. */
    private static String words(String operationId) {
        var words = Arrays.stream(operationId.split("(?<=[a-z])(?=[A-Z])"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        var sentence =
                String.join(" ", words).replace("fine tuning", "fine-tuning").replace("api", "API");
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    private static ObjectNode object(String json) {
        JsonNode tree = MAPPER.readTree(json);
        return (ObjectNode) tree;
    }
}
