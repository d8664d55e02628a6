package dev.emulator.fireworks.inference.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.emulator.fireworks.protojson.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A validator that is not ours checks each value. */
class JsonInstancesTests {

    private static final JsonMapper JSON = new JsonMapper();

    static List<String> schemas() {
        try {
            return new ClassPathResource("schemas.jsonl", JsonInstancesTests.class)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void valuesSatisfyTheirSchema(String text) {
        var schema = read(text);
        Stream.iterate(0L, seed -> seed + 1).limit(15).forEach(seed -> {
            var value = JsonInstances.create(schema, new SplittableRandom(seed));
            assertThat(errors(schema, value)).as("%s", value).isEmpty();
            assertThat(JsonInstances.create(schema, new SplittableRandom(seed))).isEqualTo(value);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            false                                                                                    | no value satisfies the schema at $
            {"enum": []}                                                                             | no value satisfies the schema at $
            {"type": "integer", "minimum": 5, "maximum": 4}                                          | no value satisfies the schema at $
            {"type": "integer", "exclusiveMinimum": 4, "exclusiveMaximum": 5}                        | no value satisfies the schema at $
            {"type": "number", "exclusiveMinimum": 4, "maximum": 4}                                  | no value satisfies the schema at $
            {"type": "integer", "multipleOf": 10, "minimum": 11, "maximum": 19}                      | no value satisfies the schema at $
            {"type": "string", "minLength": 3, "maxLength": 2}                                       | no value satisfies the schema at $
            {"allOf": [{"type": "string"}, {"type": "integer"}]}                                     | no value satisfies the schema at $
            {"anyOf": [false, {"type": "array", "minItems": 2, "maxItems": 1}]}                      | no value satisfies the schema at $
            {"type": "object", "required": ["a"], "properties": {"a": false}}                        | no value satisfies the schema at $.a
            {"type": "object", "required": ["a"], "additionalProperties": false}                     | no value satisfies the schema at $.a
            {"type": "array", "items": {"const": 1}, "uniqueItems": true, "minItems": 2}             | no value satisfies the schema at $
            {"type": "object", "minProperties": 1, "additionalProperties": false}                    | no value satisfies the schema at $
            {"not": {}}                                                                              | no value satisfies the schema at $
            {"type": "string", "not": {"type": "string"}}                                            | no value satisfies the schema at $
            {"oneOf": [{"const": 1}, {"const": 1}]}                                                  | no value satisfies the schema at $
            {"type": "text"}                                                                         | type "text" does not exist
            {"$ref": "#/$defs/none"}                                                                 | $ref #/$defs/none is not a schema inside this schema
            {"$ref": "https://example.com/schema"}                                                   | $ref https://example.com/schema is not a schema inside this schema
            {"$dynamicRef": "#a"}                                                                    | $dynamicRef is not supported
            {"$ref": 5}                                                                              | $ref must be a string
            {"anyOf": []}                                                                            | anyOf must be an array with schemas
            {"properties": [], "type": "object"}                                                     | properties must be an object
            {"type": "string", "pattern": "("}                                                       | pattern ( is not a supported regular expression
            {"type": "string", "pattern": "^(a{9999}){9999}$"}                                       | pattern ^(a{9999}){9999}$ describes texts that are too long
            {"type": "string", "pattern": "^a$", "minLength": 2}                                     | no string of length 2 to 2147483647 was found for pattern ^a$
            {"type": "string", "minLength": 1000000000}                                              | minLength must not be above 100000
            {"type": "array", "minItems": 1000000000}                                                | at most 1000 items or properties are generated
            5                                                                                        | the schema must be an object
            """)
    void schemasWithoutAValueAreRefused(String schema, String message) {
        var refusal = catchThrowableOfType(
                SchemaException.class, () -> JsonInstances.create(read(schema), new SplittableRandom(1)));
        assertThat(refusal).hasMessage(message);
    }

    @Test
    void recursiveSchemasWithoutAnEndAreRefused() {
        var endless = JSON.readTree("""
                {"$ref": "#/$defs/node",
                 "$defs": {"node": {"type": "object", "required": ["next"], "properties": {"next": {"$ref": "#/$defs/node"}}}}}
                """);
        var refusal = catchThrowableOfType(
                SchemaException.class, () -> JsonInstances.create(endless, new SplittableRandom(1)));
        assertThat(refusal).hasMessageStartingWith("no value satisfies the schema at $.next.next");
    }

    @Test
    void wideRecursionIsRefusedInsteadOfRunningForever() {
        var wide = JSON.readTree("""
                {"type": "object", "required": ["a", "b", "c"],
                 "properties": {"a": {"$ref": "#"}, "b": {"$ref": "#"}, "c": {"anyOf": [{"$ref": "#"}, {"$ref": "#"}]}}}
                """);
        assertThat(catchThrowableOfType(
                        SchemaException.class, () -> JsonInstances.create(wide, new SplittableRandom(1))))
                .isNotNull();
    }

    @Test
    void textsAreReadableAndNameTheEmulator() {
        var schema = JSON.readTree("""
                {"type": "object", "properties": {"city": {"type": "string"}, "days": {"type": "integer"}}}
                """);
        assertThat(JsonInstances.create(schema, new SplittableRandom(1))
                        .path("city")
                        .asString(""))
                .matches("emulated city \\d+");
    }

    @Property(tries = 300)
    void valuesOfRandomSchemasAreValid(@ForAll("randomSchemas") String text, @ForAll long seed) {
        var schema = read(text);
        var value = JsonInstances.create(schema, new SplittableRandom(seed));
        assertThat(errors(schema, value)).as("%s for %s", value, text).isEmpty();
    }

    /** Schemas that have a value, by their construction. */
    @Provide
    Arbitrary<String> randomSchemas() {
        return Arbitraries.lazyOf(
                JsonInstancesTests::integers,
                JsonInstancesTests::integers,
                JsonInstancesTests::strings,
                this::arrays,
                this::objects,
                this::combinations);
    }

    private static Arbitrary<String> integers() {
        return Combinators.combine(
                        Arbitraries.integers().between(-1000, 1000),
                        Arbitraries.integers().between(1, 50))
                .as((min, range) -> """
                        {"type": "integer", "minimum": %1$d, "exclusiveMaximum": %2$d, "multipleOf": 1}
                        """.formatted(min, min + range))
                .flatMap(exact -> Arbitraries.of(
                        exact,
                        "{\"type\": [\"number\", \"null\"], \"multipleOf\": 0.25, \"maximum\": -3}",
                        "{\"enum\": [1, \"a\", null, {\"b\": [1.0]}]}",
                        "{\"type\": \"boolean\"}"));
    }

    private static Arbitrary<String> strings() {
        var lengths = Combinators.combine(
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(0, 10))
                .as((min, more) ->
                        "{\"type\": \"string\", \"minLength\": %d, \"maxLength\": %d}".formatted(min, min + more));
        var others = Arbitraries.of(
                "{\"type\": \"string\", \"pattern\": \"^[A-Z]{2,5}-\\\\d+$\"}",
                "{\"type\": \"string\", \"format\": \"date-time\"}",
                "{\"type\": \"string\", \"format\": \"email\"}",
                "{\"type\": \"string\", \"format\": \"uuid\"}");
        return Arbitraries.oneOf(lengths, others);
    }

    private Arbitrary<String> arrays() {
        return Combinators.combine(
                        randomSchemas(),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 3))
                .as((items, min, more) -> "{\"type\": \"array\", \"items\": %s, \"minItems\": %d, \"maxItems\": %d}"
                        .formatted(items, min, min + more));
    }

    private Arbitrary<String> objects() {
        return Combinators.combine(
                        randomSchemas(),
                        randomSchemas(),
                        Arbitraries.of("[]", "[\"a\"]", "[\"b\", \"a\"]"),
                        Arbitraries.of("false", "true", "{\"type\": \"string\"}"))
                .as((a, b, required, further) ->
                        "{\"type\": \"object\", \"properties\": {\"a\": %s, \"b\": %s}, \"required\": %s, \"additionalProperties\": %s}"
                                .formatted(a, b, required, further));
    }

    private Arbitrary<String> combinations() {
        return Combinators.combine(
                        randomSchemas(),
                        randomSchemas(),
                        Arbitraries.of(
                                "{\"anyOf\": [%s, %s]}",
                                "{\"oneOf\": [{\"type\": \"object\", \"required\": [\"x\"], \"properties\": {\"x\": %s}},"
                                        + " {\"type\": \"array\", \"items\": %s}]}",
                                "{\"allOf\": [{\"type\": \"object\", \"properties\": {\"x\": %s}}, {\"properties\": {\"y\": %s}, \"required\": [\"y\"]}]}",
                                "{\"$defs\": {\"d\": %s}, \"anyOf\": [false, %s]}"))
                .as((a, b, format) -> format.formatted(a, b));
    }

    private static JsonNode read(String text) {
        return JsonText.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> errors(JsonNode schema, JsonNode value) {
        var version = schema.has("definitions") || schema.path("items").isArray()
                ? SpecificationVersion.DRAFT_7
                : SpecificationVersion.DRAFT_2020_12;
        return SchemaRegistry.withDefaultDialect(version)
                .getSchema(schema)
                .validate(
                        JSON.readTree(value.toString()),
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }
}
