package dev.emulator.fireworks.inference.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.inference.CompletionService;
import dev.emulator.fireworks.inference.Conversation;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.ReplyTiming;
import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.ServedModel;
import dev.emulator.fireworks.inference.Turn;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** How fast replies arrive. */
@AlsoOnPostgresql
class TimingTests extends ReplyStory {

    @Autowired
    private CompletionService completions;

    /** Returns the timing of a reply by a model, without waiting for it. */
    private ReplyTiming timing(String model) {
        var served = new ServedModel(model, model, model, "", 0, true, false, false);
        var conversation = new Conversation(List.of(Turn.of(Role.USER, "?")));
        return completions
                .complete(Prompt.of(Operation.CHAT, account, served, conversation))
                .timing();
    }

    private void set(String json) {
        control.put("/replyTiming", json.replace('\'', '"')).then().statusCode(200);
    }

    @Test
    void repliesArriveAtOnceByDefault() {
        assertThat(timing("m")).isEqualTo(ReplyTiming.IMMEDIATE);
    }

    @Test
    void aTimingIsThatOfTheReplyOrTheModelOrTheAccount() {
        set("{'timeToFirstToken': '1s', 'tokensPerSecond': 50, 'jitter': 0.2,"
                + " 'models': [{'model': 'fast-*'}, {'model': '*/slow', 'tokensPerSecond': 2.5}]}");

        assertThat(timing("accounts/a/models/m")).isEqualTo(new ReplyTiming(Duration.ofSeconds(1), 50, 0.2));
        assertThat(timing("accounts/a/models/fast-1")).isEqualTo(ReplyTiming.IMMEDIATE);
        assertThat(timing("accounts/a/models/slow")).isEqualTo(new ReplyTiming(Duration.ZERO, 2.5, 0));
        aReply("{'reply': {'content': 'x'}, 'timing': {'timeToFirstToken': '2s'}}");
        assertThat(timing("accounts/a/models/slow")).isEqualTo(new ReplyTiming(Duration.ofSeconds(2), 0, 0));
    }

    @Test
    void aTimingCanBeRemoved() {
        set("{'tokensPerSecond': 50}");
        control.get("/replyTiming").then().body("tokensPerSecond", equalTo(50));
        control.delete("/replyTiming").then().statusCode(200);

        assertThat(timing("m")).isEqualTo(ReplyTiming.IMMEDIATE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            time_to_first_token           | {'timeToFirstToken': 'soon'}                        | is not a duration
            time_to_first_token           | {'timeToFirstToken': '2h'}                          | is not a duration
            time_to_first_token           | {'timeToFirstToken': 'PT2H'}                        | must be an hour at most
            tokens_per_second             | {'tokensPerSecond': -1}                             | must be 0
            jitter                        | {'tokensPerSecond': 1, 'jitter': -0.1}              | must be 0 to 1
            jitter                        | {'jitter': 0.1}                                     | no effect
            models[0].model               | {'models': [{'tokensPerSecond': 1}]}                | is required
            models[1].jitter              | {'models': [{'model': 'a'}, {'model': 'b', 'jitter': 1}]} | no effect
            """)
    void anInvalidTimingIsRefused(String field, String json, String reason) {
        control.put("/replyTiming", json.replace('\'', '"'))
                .then()
                .statusCode(400)
                .body("message", containsString(reason))
                .body("details[0].fieldViolations[0].field", equalTo(field));
    }
}
