package dev.emulator.fireworks.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.dataset.Dataset.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found in the rows of a dataset. */
class ExaminerTests {

    private static final TokenEstimate TOKENS = new TokenEstimate(new Tokenizer());
    private static final String USER = "{\"role\":\"user\",\"content\":\"a\"}";
    private static final String ASSISTANT = "{\"role\":\"assistant\",\"content\":\"b\"}";
    private static final String CHAT = "{\"messages\":[" + USER + "," + ASSISTANT + "]}";

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

    private static Verdict verdict(Format format, String content) throws IOException {
        return verdict(format, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Verdict verdict(Format format, byte[] content) throws IOException {
        var examiner = new Examiner(format, TOKENS);
        examiner.examine("f.jsonl", new ByteArrayInputStream(content));
        return examiner.verdict("");
    }
}
