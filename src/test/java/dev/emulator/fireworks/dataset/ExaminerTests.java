package dev.emulator.fireworks.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.dataset.Dataset.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in the rows of a dataset. */
class ExaminerTests {

    private static final TokenEstimate TOKENS = new TokenEstimate(new Tokenizer());
    private static final String USER = "{\"role\":\"user\",\"content\":\"a\"}";
    private static final String ASSISTANT = "{\"role\":\"assistant\",\"content\":\"b\"}";
    private static final String CHAT = "{\"messages\":[" + USER + "," + ASSISTANT + "]}";
    private static final String PREFERENCE = "{\"input\":{\"messages\":[" + USER + "]},\"preferred_output\":["
            + ASSISTANT + "],\"non_preferred_output\":[" + ASSISTANT + "]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "CHAT | {\"messages\":[U,A]} | §§",
                "FORMAT_UNSPECIFIED | {\"messages\":[U,A]} | §§",
                "CHAT | {\"messages\":[{\"role\":\"system\",\"content\":\"s\"},U,A]} | §§",
                "CHAT | {\"messages\":[U,{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{}]},{\"role\":\"tool\",\"content\":\"r\"},A]} | §§",
                "CHAT | {\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AA==\"}}]},A]} | §§",
                "CHAT | {\"messages\":[U,{\"role\":\"assistant\",\"content\":\"b\",\"weight\":0},U,{\"role\":\"assistant\",\"content\":\"b\",\"weight\":1}]} | §§",
                "CHAT | {\"messages\":[U,A],\"tools\":[]} | §§",
                "CHAT | {} | messages must be a non-empty array",
                "CHAT | {\"messages\":[]} | messages must be a non-empty array",
                "CHAT | {\"messages\":\"U\"} | messages must be a non-empty array",
                "CHAT | {\"messages\":[1,A]} | message 0 must be an object",
                "CHAT | {\"messages\":[{\"role\":\"bananas\"},A]} | invalid role bananas in message 0, must be 'system', 'user', 'assistant' or 'tool'",
                "CHAT | {\"messages\":[{\"content\":\"x\"},A]} | invalid role  in message 0, must be 'system', 'user', 'assistant' or 'tool'",
                "CHAT | {\"messages\":[U,{\"role\":\"system\",\"content\":\"s\"},A]} | system message must be the first, but is message 1",
                "CHAT | {\"messages\":[U]} | no message of the assistant to train on",
                "CHAT | {\"messages\":[{\"role\":\"user\"},A]} | content of message 0 must be a string or an array of parts",
                "CHAT | {\"messages\":[U,{\"role\":\"assistant\",\"content\":null}]} | content of message 1 must be a string or an array of parts",
                "CHAT | {\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x/y.png\"}}]},A]} | image in message 0 must be a base64 data URI of a PNG or JPEG",
                "CHAT | {\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"audio\"}]},A]} | invalid type of a part in message 0, must be 'text' or 'image_url'",
                "CHAT | {\"messages\":[U,{\"role\":\"assistant\",\"content\":\"b\",\"weight\":0.5}]} | weight of message 1 must be 0 or 1",
                "CHAT | {\"messages\":[U,{\"role\":\"assistant\",\"content\":\"b\",\"tool_calls\":{}}]} | tool_calls in message 1 must be an array",
                "CHAT | {\"messages\":[U,A],\"tools\":{}} | tools must be an array",
                "CHAT | {\"messages\":[U,A],\"weight\":\"1\"} | weight must be a number",
                "COMPLETION | {\"prompt\":\"p\",\"completion\":\"c\"} | §§",
                "FORMAT_UNSPECIFIED | {\"prompt\":\"p\",\"completion\":\"c\"} | §§",
                "COMPLETION | {\"prompt\":\"p\"} | completion must be a non-empty string",
                "COMPLETION | {\"prompt\":5,\"completion\":\"c\"} | prompt must be a non-empty string",
                "FORMAT_UNSPECIFIED | {\"input\":{\"messages\":[U]},\"preferred_output\":[A],\"non_preferred_output\":[A]} | §§",
                "FORMAT_UNSPECIFIED | {\"input\":{},\"preferred_output\":[A],\"non_preferred_output\":[A]} | input.messages must be a non-empty array",
                "FORMAT_UNSPECIFIED | {\"input\":{\"messages\":[U]},\"preferred_output\":[A,A],\"non_preferred_output\":[A]} | preferred_output must have exactly one message",
                "FORMAT_UNSPECIFIED | {\"input\":{\"messages\":[U]},\"preferred_output\":[A],\"non_preferred_output\":[U]} | non_preferred_output must be a message of the assistant",
                "RL | {\"messages\":[U,A]} | §§",
                "RL | {\"prompt\":\"p\",\"completion\":\"c\"} | messages must be a non-empty array",
                "CHAT | {\"messages\":[U,A],\"weight\":null,\"tools\":null} | §§",
                "CHAT | {\"messages\":[{\"role\":\"user\",\"content\":\"a\",\"name\":null,\"weight\":null,\"tool_calls\":null},{\"role\":\"assistant\",\"content\":\"b\",\"weight\":null,\"tool_calls\":null}]} | §§",
                "CHAT | {\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\",\"image_url\":null}]},A]} | §§",
                "FORMAT_UNSPECIFIED | {\"messages\":[U,A],\"prompt\":null,\"completion\":null,\"input\":null,\"preferred_output\":null,\"non_preferred_output\":null} | §§",
                "FORMAT_UNSPECIFIED | {\"messages\":null,\"prompt\":\"p\",\"completion\":\"c\",\"preferred_output\":null} | §§",
                "FORMAT_UNSPECIFIED | {\"messages\":null,\"input\":{\"messages\":[U],\"tools\":null},\"preferred_output\":[A],\"non_preferred_output\":[A],\"weight\":null} | §§",
                "COMPLETION | {\"prompt\":\"p\",\"completion\":null} | completion must be a non-empty string",
                "COMPLETION | {\"messages\":[U,A],\"completion\":\"c\"} | prompt must be a non-empty string",
                "CHAT | {\"messages\":null} | messages must be a non-empty array",
            })
    void eachRowIsCheckedByItsKind(Format format, String row, String reason) throws IOException {
        var json = row.replaceAll("(?<=[\\[,])U(?=[\\],])", USER).replaceAll("(?<=[\\[,])A(?=[\\],])", ASSISTANT);
        var verdict = verdict(format, (json + "\n").repeat(3));
        assertThat(verdict.refusal()).isEmpty();
        assertThat(verdict.problemCount()).isEqualTo(reason.isEmpty() ? 0 : 3);
        assertThat(verdict.problems())
                .allSatisfy(problem -> assertThat(problem.reason()).isEqualTo(reason));
    }

    @Test
    void linesAreCountedFromNothingAndBlankOnesAreNoRows() throws IOException {
        var verdict = verdict(Format.CHAT, CHAT + "\r\n\n" + CHAT + "\n{}\n" + CHAT);
        assertThat(verdict.rows()).isEqualTo(4);
        assertThat(verdict.problems())
                .extracting(Problem::text)
                .containsExactly("chat dataset validation failed on f.jsonl:3: messages must be a non-empty array");
    }

    @Test
    void aRowOfJsonsWhiteSpaceAloneIsBlank() throws IOException {
        assertThat(verdict(Format.CHAT, (CHAT + "\n").repeat(3) + "\r\r\n \t\r \n")
                        .rows())
                .isEqualTo(3);
        for (var other : List.of("\u000b", "\f", "\u00a0", "\u2028", "\ufeff")) {
            assertThat(verdict(Format.CHAT, (CHAT + "\n").repeat(3) + other + "\n")
                            .refusal())
                    .hasValueSatisfying(refusal -> assertThat(refusal)
                            .startsWith("Dataset has a syntax error: chat dataset validation failed on f.jsonl:3:"
                                    + " invalid JSON: invalid character "));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32", "x-UTF-16LE-BOM", "UTF-32LE"})
    void rowsInAnotherEncodingAreRefusedAtTheFirst(String charset) throws IOException {
        var verdict = verdict(Format.CHAT, (CHAT + "\n").repeat(3).getBytes(Charset.forName(charset)));
        assertThat(verdict.refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal)
                        .startsWith("Dataset has a syntax error: chat dataset validation failed on f.jsonl:0:"
                                + " invalid JSON: invalid character "));
        assertThat(verdict.turns()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aByteOrderMarkIsRefusedBeforeAnyRow(int row) throws IOException {
        var rows = new ArrayList<>(List.of(CHAT, CHAT, CHAT));
        rows.set(row, "\ufeff" + CHAT);
        assertThat(verdict(Format.CHAT, String.join("\n", rows)).refusal())
                .hasValue("Dataset has a syntax error: chat dataset validation failed on f.jsonl:" + row
                        + ": invalid JSON: invalid character 'ï' looking for beginning of value"
                        + " (the text begins with a byte order mark)");
    }

    @Test
    void theFirstRowTellsWhatAllAre() throws IOException {
        var completion = "{\"prompt\":\"p\",\"completion\":\"c\"}";
        assertThat(verdict(Format.FORMAT_UNSPECIFIED, CHAT + "\n" + completion + "\n" + PREFERENCE)
                        .problems())
                .extracting(Problem::text)
                .containsExactly(
                        "chat dataset validation failed on f.jsonl:1: messages must be a non-empty array",
                        "chat dataset validation failed on f.jsonl:2: messages must be a non-empty array");
        assertThat(verdict(Format.FORMAT_UNSPECIFIED, completion + "\n" + CHAT + "\n" + completion)
                        .problems())
                .extracting(Problem::text)
                .contains("completion dataset validation failed on f.jsonl:1: prompt must be a non-empty string");
        assertThat(verdict(Format.FORMAT_UNSPECIFIED, PREFERENCE + "\n" + CHAT + "\n" + PREFERENCE)
                        .problems())
                .extracting(Problem::text)
                .contains("preference dataset validation failed on f.jsonl:1:"
                        + " input.messages must be a non-empty array");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FORMAT_UNSPECIFIED | P | SUPERVISED | chat dataset validation failed on f.jsonl:1: messages must be a non-empty array",
                "RL | P | SUPERVISED | chat dataset validation failed on f.jsonl:1: messages must be a non-empty array",
                "FORMAT_UNSPECIFIED | C | PREFERENCE | preference dataset validation failed on f.jsonl:1: input.messages must be a non-empty array",
                "FORMAT_UNSPECIFIED | {\"prompt\":\"p\",\"completion\":\"c\"} | PREFERENCE | preference dataset validation failed on f.jsonl:1: input.messages must be a non-empty array",
                "CHAT | P | PREFERENCE | preference dataset validation failed on f.jsonl:1: input.messages must be a non-empty array",
            })
    void goodRowsOfOneKindAreOfNoUseToJobsOfAnotherMethod(
            Format format, String row, TrainingMethod method, String reason) throws IOException {
        var json = row.equals("P") ? PREFERENCE : row.equals("C") ? CHAT : row;
        var verdict = verdict(format, "\n" + (json + "\n").repeat(3));
        assertThat(TrainingMethod.values())
                .allSatisfy(each -> assertThat(verdict.isFor(each)).isEqualTo(each != method));
        assertThat(verdict.allProblems().get(0).text()).isEqualTo(reason);
    }

    @Test
    void aRowThatIsTooLongIsRefusedAndTheRestIsRead() throws IOException {
        var long1 = CHAT.replace("\"a\"", "\"" + "a".repeat(Lines.LONGEST) + "\"");
        var verdict = verdict(Format.CHAT, CHAT + "\n" + long1 + "\n" + CHAT);
        assertThat(verdict.rows()).isEqualTo(3);
        assertThat(verdict.problems())
                .extracting(Problem::text)
                .containsExactly("chat dataset validation failed on f.jsonl:1: invalid JSON: bufio.Scanner: token too"
                        + " long (a row may have " + Lines.LONGEST + " bytes)");
    }

    @Test
    void fewerThanThreeRowsAreTooFew() throws IOException {
        assertThat(verdict(Format.CHAT, CHAT + "\n" + CHAT).problems())
                .extracting(Problem::reason)
                .containsExactly("dataset must have between 3 and 3000000 rows, but has 2");
    }

    @Test
    void aWeightOfARowMustBeInEveryRow() throws IOException {
        var weighted = CHAT.replaceFirst("}$", ",\"weight\":0.5}");
        assertThat(verdict(Format.CHAT, (weighted + "\n").repeat(3)).problemCount())
                .isZero();
        assertThat(verdict(Format.CHAT, weighted + "\n" + CHAT + "\n" + weighted)
                        .problems())
                .extracting(Problem::text)
                .containsExactly(
                        "chat dataset validation failed on f.jsonl:1: weight must be in every row if it is in any");
    }

    @Test
    void problemsAreAllCountedAndTheFirstTenThousandKept() throws IOException {
        var verdict = verdict(Format.CHAT, "{}\n".repeat(12_000));
        assertThat(verdict.problemCount()).isEqualTo(12_000);
        assertThat(verdict.problems()).hasSize(10_000);
    }

    @Test
    void turnsAreMessagesOtherThanTheSystems() throws IOException {
        var long4 = "{\"messages\":[{\"role\":\"system\",\"content\":\"s\"}," + USER + "," + ASSISTANT + "," + USER
                + "," + ASSISTANT + "]}";
        assertThat(verdict(Format.CHAT, CHAT + "\n" + long4 + "\n").averageTurns())
                .isEqualTo(3.0);
    }

    @Property
    void whateverTheBytesThereIsAVerdict(@ForAll @Size(max = 400) byte[] bytes) throws IOException {
        var verdict = verdict(Format.FORMAT_UNSPECIFIED, bytes);
        assertThat(verdict.rows()).isBetween(0L, 401L);
    }

    @Property
    void whatIsNearlyARowHasAVerdictAsWell(@ForAll byte noise, @ForAll int place) throws IOException {
        var bytes = (CHAT + "\n").repeat(3).getBytes(StandardCharsets.UTF_8);
        bytes[Math.floorMod(place, bytes.length)] = noise;
        assertThat(verdict(Format.CHAT, bytes).rows()).isBetween(2L, 4L);
    }

    @Test
    void nestingWithoutEndIsUnreadable() throws IOException {
        assertThat(verdict(Format.CHAT, "{\"a\":".repeat(200_000)).refusal()).isPresent();
    }

    private static DatasetContent verdict(Format format, String content) throws IOException {
        return verdict(format, content.getBytes(StandardCharsets.UTF_8));
    }

    private static DatasetContent verdict(Format format, byte[] content) throws IOException {
        var examiner = new Examiner(format, TOKENS);
        examiner.examine("f.jsonl", new ByteArrayInputStream(content));
        return examiner.verdict("");
    }
}
