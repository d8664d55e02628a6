package dev.emulator.fireworks.seed;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Verified;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seed documents in YAML and JSON give the same tree. Each value has a line number. */
@Verified(INFERRED)
class SeedDocumentTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '§',
            value = {
                "                                     # 1: the document is empty",
                "accounts: [ # 1: the list is not closed",
                "accounts:\\n  acme: {\\n    supervisedFineTuningJobs: [a,\\n  b\\n # 3: the list is not closed",
                "accounts: {a: [1, 2]\\n # 1: the mapping is not closed",
                "a: [1, 2\\nb: 3 # 2: ',' or ']' is missing in the list of line 1",
                "a: {b: 1\\nc: 2} # 2: ',' or '}' is missing in the mapping of line 1",
                "a: [1 } # 1: ',' or ']' is missing in the list of line 1",
                "a:\\n  b: [} # 2: a value is missing before '}'",
                "a: [b, , c] # 1: a value is missing before ','",
                "accounts:\\n\\tacme: {} # 2: a tab cannot indent a line; use spaces",
                "a: 1\\nb: @x # 2: a value cannot begin with @; put it in quotes",
                "a: b: c # 1: a key cannot stand here; check the indentation, and put a value that contains ': ' in quotes",
                "a: 1\\n  b: 2 # 2: a key cannot stand here; check the indentation",
                "a:\\n  b: 1\\n c: 2 # 3: the line does not continue the lines above; check the indentation",
                "a: 1\\n- b # 2: the line does not continue the lines above; check the indentation",
                "a: - b # 1: a list item cannot stand here; start a new line",
                "a: 1\\nb: \"x\\nc: 3\\n # 2: the quotation mark is not closed",
                "a: \"\\q\" # 1: \\q is not an escape sequence",
                "a: \"\\u12\" # 1: an escape sequence needs 4 hexadecimal digits",
                "a: 'it's' # 1: text follows a value; put the whole value in quotes",
                "a: *none # 1: *none refers to no anchor",
                "a: 1\\nb\\nc: 2 # 2: ':' is missing after the key",
                "a: >x\\n  y # 1: a text after | or > begins on the next line",
                "a: 1\\n} # 2: '}' closes nothing",
                "%YAML 9\\n---\\na: 1 # 1: not valid YAML: expected a digit",
                "accounts:\\n  acme: {}\\n  acme: {} # 3: duplicate key \"acme\"",
                "accounts: &a\\n  acme: *a # 1: a value cannot contain itself",
                "accounts:\\n  ? [a]\\n  : {} # 2: a key must be a text",
                "accounts: !!java.net.URL [\"http://x\"] # 1: the tag tag:yaml.org,2002:java.net.URL is not known",
                "accounts: !evil x # 1: the tag !evil is not known",
                "{a: {b: 1}, c: [1, 2]}} # 1: '}' closes nothing",
                "a: 1\\n---\\nb: 1 # 2: a file must hold one document only",
            })
    void aTextThatIsNoDocumentIsRefusedByItsLine(String text, String refusal) {
        var document = text == null ? "" : text.replace("\\n", "\n").replace("\\t", "\t");
        var mistake = catchThrowableOfType(SeedException.class, () -> YamlSeedReader.read(document));
        assertThat(mistake.line() + ": " + mistake.reason()).startsWith(refusal).doesNotContain("<", "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "no                  | \"no\"",
                "true                | true",
                "null                | null",
                "''                  | \"\"",
                "12                  | 12",
                "012                 | 12",
                "12345678901234567890| 12345678901234567890",
                "0.0001              | 0.0001",
                "1e-4                | 0.0001",
                "1:30                | \"1:30\"",
                "2026-08-01          | \"2026-08-01\"",
                "0x1F                | \"0x1F\"",
                "'12'                | \"12\"",
                "[a, {b: c}]         | [\"a\",{\"b\":\"c\"}]",
            })
    void valuesAreWhatTheyLookLike(String yaml, String json) {
        assertThat(YamlSeedReader.read(yaml).root()).hasToString(json);
    }

    @Test
    void aFieldThatIsRefusedIsFoundAgain() {
        var yaml = "a:\n  b:\n    c: 1\n    dE:\n    - {fG: 1}\n";
        var json = "{\"a\":\n{\"b\":\n{\"c\": 1,\n\"dE\":\n[{\"fG\": 1}]}}}";
        for (var document : new SeedDocument[] {
            YamlSeedReader.read(yaml), JsonSeedReader.read(json.getBytes(StandardCharsets.UTF_8))
        }) {
            var part = document.parts(document.parts(document.whole()).get(0)).get(0);
            assertThat(document.mistake(part, "c", "bad")).hasMessage("line 3: a.b: bad");
            assertThat(document.mistake(part, "d_e", "bad")).hasMessage("line 4: a.b: bad");
            assertThat(document.mistake(part, "dE.fG", "bad")).hasMessage("line 5: a.b: bad");
            assertThat(document.mistake(part, "x", "bad")).hasMessage("line 2: a.b: bad");
            assertThat(document.mistake(part, null, "bad")).hasMessage("line 2: a.b: bad");
        }
    }

    @Test
    void whatRepeatsByReferenceStaysWithinBounds() {
        var bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        var mistake = catchThrowableOfType(SeedException.class, () -> YamlSeedReader.read(bomb.toString()));
        assertThat(mistake).isNotNull();
    }

    @Test
    void longNamesOfManyValuesStayWithinBounds() {
        var yaml = "a:\n  " + "b".repeat(1001) + ": {c: 1}";
        var json = Json.object("a", Json.object("b".repeat(1001), Json.object("c", 1)))
                .toString();
        var inYaml = catchThrowableOfType(SeedException.class, () -> YamlSeedReader.read(yaml));
        var inJson = catchThrowableOfType(
                SeedException.class, () -> JsonSeedReader.read(json.getBytes(StandardCharsets.UTF_8)));
        assertThat(inYaml.line() + ": " + inYaml.reason()).isEqualTo("2: the path of this value is too long");
        assertThat(inJson.line() + ": " + inJson.reason()).isEqualTo("1: the path of this value is too long");
    }

    @Test
    void whatIsLongerThanAnyNumberIsAText() {
        var digits = "1".repeat(1 << 20);
        assertThat(YamlSeedReader.read("a: " + digits).root().get("a").isString())
                .isTrue();
    }
}
