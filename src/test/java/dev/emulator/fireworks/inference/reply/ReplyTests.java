package dev.emulator.fireworks.inference.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.Json;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which scripted reply answers a request, and how often. */
@AlsoOnPostgresql
class ReplyTests extends ReplyStory {

    @Test
    void aReplyAnswersInPlaceOfTheModel() {
        var id = aReply("{'reply': {'content': 'Hello from the script'}}");

        var answer = chat("Hi");

        answer.then().header("X-Emulator-Reply", "scripted " + id);
        assertThat(content(answer)).isEqualTo("Hello from the script");
        assertThat(matched(id)).isEqualTo(1);
        assertThat(replied(id)).isEqualTo(1);
    }

    @Test
    void requestsThatMatchNoReplyAreAnsweredByTheModel() {
        var id = aReply("{'match': {'userText': {'contains': 'weather'}}, 'reply': {'content': 'Sunny'}}");

        chat("Tell me a joke").then().statusCode(200).header("X-Emulator-Reply", "generated");
        assertThat(answer("What is the weather?")).isEqualTo("Sunny");
        assertThat(matched(id)).isEqualTo(1);
    }

    @Test
    void theFirstMatchingReplyAnswersAndTheOthersOnlyCount() {
        var one = aReply("{'match': {'userText': {'contains': 'a'}}, 'reply': {'content': 'one'}}");
        var other = aReply("{'match': {'userText': {'contains': 'b'}}, 'reply': {'content': 'other'}}");

        assertThat(answer("ab")).isEqualTo("one");
        assertThat(answer("b")).isEqualTo("other");
        assertThat(List.of(matched(one), replied(one))).containsExactly(1, 1);
        assertThat(List.of(matched(other), replied(other))).containsExactly(2, 1);
    }

    @Test
    void aLowerOrderIsEvaluatedFirst() {
        aReply("{'reply': {'content': 'default'}}");
        var first = aReply("{'order': -1, 'match': {'userText': {'equals': 'x'}}, 'reply': {'content': 'special'}}");

        assertThat(answer("x")).isEqualTo("special");
        assertThat(answer("y")).isEqualTo("default");
        control.get("/replies")
                .then()
                .body("replies", hasSize(2))
                .body("replies[0].name", equalTo("accounts/" + account + "/replies/" + first))
                .body("totalSize", equalTo(2));
    }

    @Test
    void aSequenceAnswersOneAfterTheOtherAndRepeatsTheLast() {
        aReply("{'replies': [{'content': 'one'}, {'content': 'two'}, {'content': 'three'}]}");

        assertThat(List.of(answer("?"), answer("?"), answer("?"), answer("?")))
                .containsExactly("one", "two", "three", "three");
    }

    @Test
    void allChoicesOfARequestHaveTheSameReply() {
        var id = aReply("{'replies': [{'content': 'one'}, {'content': 'two'}]}");

        var choices = json(send(
                        account, Json.object("model", MODEL, "n", 2, "messages", List.of(message("user", "?")))))
                .path("choices");

        assertThat(choices.valueStream()
                        .map(choice -> choice.path("message").path("content").asString()))
                .containsExactly("one", "one");
        assertThat(List.of(matched(id), replied(id))).containsExactly(1, 1);
    }

    @Test
    void aReplyHasAllPartsOfAnAnswer() {
        aReply("{'reply': {'content': 'Hi', 'reasoning': 'A greeting', 'finishReason': 'LENGTH', 'logprobs': [-0.5],"
                + " 'usage': {'promptTokens': 7, 'cachedTokens': 2, 'completionTokens': 9, 'reasoningTokens': 4}}}");

        var body = Json.object("model", MODEL, "logprobs", true, "messages", List.of(message("user", "?")));
        send(account, body)
                .then()
                .body("choices[0].message.reasoning_content", equalTo("A greeting"))
                .body("choices[0].finish_reason", equalTo("length"))
                .body("choices[0].logprobs.content[0].logprob", equalTo(-0.5f))
                .body("usage.prompt_tokens", equalTo(7))
                .body("usage.total_tokens", equalTo(16))
                .body("usage.prompt_tokens_details.cached_tokens", equalTo(2))
                .body("usage.completion_tokens_details.reasoning_tokens", equalTo(4));
    }

    @Test
    void timesEndsAReply() {
        var id = aReply("{'times': 2, 'replies': [{'content': 'one'}, {'content': 'two'}]}");

        assertThat(List.of(answer("?"), answer("?"))).containsExactly("one", "two");
        chat("?").then().header("X-Emulator-Reply", "generated");
        assertThat(List.of(matched(id), replied(id))).containsExactly(3, 2);
    }

    @Test
    void aReplyMayAnswerTheNthRequestOnly() {
        aReply("{'when': {'nth': 2}, 'reply': {'content': 'second'}}");
        aReply("{'reply': {'content': 'others'}}");

        assertThat(List.of(answer("?"), answer("?"), answer("?"))).containsExactly("others", "second", "others");
    }

    @Test
    void aWindowOfTheAccountsTimeLimitsAReply() {
        var window = Json.object(
                "from", time.now().plusSeconds(60), "until", time.now().plusSeconds(120));
        aReply("{'when': " + window + ", 'reply': {'content': 'now'}}");

        chat("?").then().header("X-Emulator-Reply", "generated");
        time.passes(Duration.ofSeconds(60));
        assertThat(answer("?")).isEqualTo("now");
        time.passes(Duration.ofSeconds(60));
        chat("?").then().header("X-Emulator-Reply", "generated");
    }

    @Test
    void aTemplateUsesPartsOfTheRequest() {
        aReply("{'match': {'userText': {'regex': 'weather in (?P<city>\\\\w+)'}},"
                + " 'reply': {'content': '{{groups.city}} {{groups[1]}} {{hit}}: {{user}} <{{messages[0].role}}>'}}");

        assertThat(answer("The weather in Oslo?")).isEqualTo("Oslo Oslo 1: The weather in Oslo? <user>");
        assertThat(answer("weather in {{model}}")).startsWith("The Fireworks emulator");
    }

    @Test
    void textsOfTheRequestAreNoTemplates() {
        aReply("{'reply': {'content': '{{user}}'}}");

        assertThat(answer("{{model}} & <b>")).isEqualTo("{{model}} & <b>");
    }

    @Test
    void literalTextsAreSentAsTheyAre() {
        aReply("{'reply': {'content': '{{anything}} {{', 'literal': true}}");

        assertThat(answer("?")).isEqualTo("{{anything}} {{");
    }

    @Test
    void aJsonValueIsSentAsText() {
        aReply("{'reply': {'content': {'echo': '{{user}}', 'numbers': [1, 2.5, null, true]}}}");

        assertThat(Json.read(answer("say \"hi\"")))
                .isEqualTo(Json.read("{\"echo\": \"say \\\"hi\\\"\", \"numbers\": [1, 2.5, null, true]}"));
    }

    @Test
    void anErrorRefusesTheRequest() {
        var id = aReply("{'reply': {'error': {'httpStatus': 402, 'code': 'PAYMENT_REQUIRED',"
                + " 'message': 'No credit for {{model}}', 'retryAfter': '1.5s'}}}");

        chat("?")
                .then()
                .statusCode(402)
                .header("X-Emulator-Reply", "scripted " + id)
                .header("Retry-After", "2")
                .body("error.message", equalTo("No credit for " + MODEL))
                .body("error.code", equalTo("PAYMENT_REQUIRED"))
                .body("error.type", equalTo("error"));
        assertThat(replied(id)).isEqualTo(1);
    }

    @Test
    void anErrorMayHaveAnyBody() {
        aReply("{'replies': [{'error': {'httpStatus': 429, 'body': {'error': 'Too Many Requests'}}},"
                + " {'error': {'httpStatus': 504, 'body': '<html>late</html>'}}]}");

        chat("?").then().statusCode(429).contentType("application/json").body("error", equalTo("Too Many Requests"));
        assertThat(chat("?")
                        .then()
                        .statusCode(504)
                        .contentType(startsWith("text/html"))
                        .extract()
                        .asString())
                .isEqualTo("<html>late</html>");
    }

    @Test
    void aReplyThatIsDeletedAnswersNoMore() {
        var one = aReply("{'match': {'userText': {'equals': 'one'}}, 'reply': {'content': '1'}}");
        aReply("{'reply': {'content': 'all'}}");

        control.delete("/replies/" + one).then().statusCode(200);
        assertThat(answer("one")).isEqualTo("all");
        control.post("/replies:clear", "{}").then().statusCode(200);
        chat("one").then().header("X-Emulator-Reply", "generated");
        control.get("/replies/" + one).then().statusCode(404);
        control.delete("/replies/" + one).then().statusCode(404);
    }

    @Test
    void anIdIsUsedOnce() {
        control.post("/replies?replyId=mine", "{\"times\": 1, \"reply\": {\"content\": \"1\"}}")
                .then()
                .statusCode(200)
                .body("name", equalTo("accounts/" + account + "/replies/mine"))
                .body("createTime", equalTo(time.now().toString()))
                .body("matched", equalTo("0"))
                .body("reply.content", equalTo("1"));
        control.post("/replies?replyId=mine", "{\"reply\": {\"content\": \"2\"}}")
                .then()
                .statusCode(409)
                .body("message", containsString("already exists"));
        control.post("/replies?replyId=No_One", "{\"reply\": {\"content\": \"2\"}}")
                .then()
                .statusCode(400)
                .body("details[0].fieldViolations[0].field", equalTo("reply_id"));
    }

    @Test
    void anAccountsRepliesAreNoOthers() {
        aReply("{'reply': {'content': 'mine'}}");

        chat("x" + account.substring(1), "?").then().header("X-Emulator-Reply", "generated");
    }

    @Test
    void ofManyRequestsAtOnceEachIsCountedOnce() {
        var id = aReply("{'times': 5, 'reply': {'content': 'scripted'}}");

        var answers = AtOnce.times(20, 4, i -> answer("?"));

        assertThat(Collections.frequency(answers, "scripted")).isEqualTo(5);
        assertThat(List.of(matched(id), replied(id))).containsExactly(20, 5);
    }

    @Test
    void aTemplateThatLoopsTooOftenIsRefusedWithTheReason() {
        aReply(
                "{'reply': {'content': '{{#messages}}{{#messages}}{{#messages}}{{/messages}}{{/messages}}{{/messages}}'}}");
        var messages = Collections.nCopies(100, message("user", "?"));

        send(account, Json.object("model", MODEL, "messages", messages))
                .then()
                .statusCode(400)
                .body("error.message", containsString("its sections have more than 100000 elements"));
    }
}
