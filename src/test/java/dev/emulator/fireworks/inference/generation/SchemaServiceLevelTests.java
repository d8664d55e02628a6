package dev.emulator.fireworks.inference.generation;

import static dev.emulator.fireworks.inference.Inference.chatBody;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;

/** The vendor documents which keywords of JSON Schema are not supported, but not what the service answers. */
@Verified(INFERRED)
@TestPropertySource(properties = "emulator.validation=service")
class SchemaServiceLevelTests extends Story {

    private final Inference inference = new Inference(api);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"oneOf": [{"type": "string"}, {"type": "null"}]}                                               | oneOf
            {"type": "object", "properties": {"a": {"type": "string", "pattern": "^a$"}}}                   | pattern
            {"type": "array", "items": {"type": "string"}, "minItems": 1}                                   | minItems
            {"$defs": {"a": {"type": "string", "maxLength": 3}}, "anyOf": [{"$ref": "#/$defs/a"}]}          | maxLength
            {"type": "object", "properties": {"pattern": {"type": "integer", "minimum": 1}}}                |
            {"enum": ["oneOf", {"oneOf": 1}]}                                                               |
            """)
    void keywordsThatTheServiceDoesNotSupportAreRefused(String schema, String keyword) {
        var format = Json.object(
                "type", "json_schema", "json_schema", Json.object("name", "x", "schema", Json.read(schema)));
        var answer = inference.chat(chatBody("Hello", "response_format", format));
        if (keyword == null) {
            assertThat(answer.statusCode()).isEqualTo(200);
            return;
        }
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Json.read(answer.asString()).at("/error/message").asString())
                .isEqualTo("JSON schema keyword '" + keyword
                        + "' is not supported, field: 'response_format.json_schema.schema'");
    }
}
