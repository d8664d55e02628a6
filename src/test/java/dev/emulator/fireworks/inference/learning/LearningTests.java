package dev.emulator.fireworks.inference.learning;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.finetuning.dpo.DpoJobs;
import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.ApiClient;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Verified;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A tuned model answers what its training data taught it. */
@Verified(INFERRED)
@AlsoOnPostgresql
class LearningTests extends LearningStory {

    private static final String[] FILLER = {row("Name a fruit", "Apple"), row("Name a tree", "Oak")};

    @Test
    void aConversationOfARowIsContinuedAsTaught() {
        var model = learn(
                "tuned",
                row("Where is the office?", "In Berlin."),
                "",
                rowOf(
                        user("Hi"),
                        message("assistant", "Hello!"),
                        user("Who are you?"),
                        message("assistant", "Your guide.")),
                row("Name a fruit", "Apple"));
        replies(chat(model, user("Where is the office?")), "learned data-tuned:1", "In Berlin.");
        replies(chat(model, user("  where IS\\nthe   office? ")), "learned data-tuned:1", "In Berlin.");
        replies(chat(model, user("Hi")), "learned data-tuned:2", "Hello!");
        replies(
                chat(model, user("Hi"), message("assistant", "hello!"), user("Who are you?")),
                "learned data-tuned:2",
                "Your guide.");
        isGenerated(chat(model, user("What is the meaning of life, the universe and everything else?")));
    }

    @Test
    void theRowWithTheMostCommonWordsAnswersOtherQuestions() {
        var model = learn(
                "tuned",
                row("What is the capital of France?", "Paris."),
                row("How do I reset my password on the website?", "Click on the link."),
                row("Name a fruit", "Apple"));
        replies(
                chat(model, user("how can I reset the password on my website")),
                "learned data-tuned:2",
                "Click on the link.");
        replies(chat(model, user("Please: what is the capital of France")), "learned data-tuned:1", "Paris.");
        isGenerated(chat(model, user("Is there a password?")));
    }

    @Test
    void systemTextsMustBeEqualIfBothHaveOne() {
        var pirate = message("system", "You are a pirate.");
        var poet = message("system", "You are a poet.");
        var model = learn(
                "tuned",
                rowOf(pirate, user("Say hello to everybody"), message("assistant", "Ahoy!")),
                rowOf(poet, user("Say hello to everybody"), message("assistant", "Hail!")),
                rowOf(user("Say goodbye to everybody"), message("assistant", "Bye!")));
        replies(chat(model, poet, user("Say hello to everybody")), "learned data-tuned:2", "Hail!");
        replies(chat(model, pirate, user("Say hello to everybody")), "learned data-tuned:1", "Ahoy!");
        replies(chat(model, user("Say hello to everybody")), "learned data-tuned:1", "Ahoy!");
        replies(chat(model, poet, user("Say goodbye to everybody")), "learned data-tuned:3", "Bye!");
    }

    @Test
    void toolCallsAndReasoningAreLearned() {
        var call = """
                {"role": "assistant", "content": null, "reasoning_content": "I must look it up.",
                 "tool_calls": [{"id": "call_1", "type": "function",
                                 "function": {"name": "weather", "arguments": "{\\"city\\": \\"Bonn\\"}"}}]}
                """;
        var result = "{\"role\": \"tool\", \"tool_call_id\": \"call_1\", \"content\": \"21 degrees\"}";
        var model = learn(
                "tuned",
                rowOf(user("How warm is it in Bonn today?"), call, result, message("assistant", "It is warm.")),
                FILLER[0],
                FILLER[1]);
        var asked = json(chat(model, user("How warm is it in Bonn today?"))).at("/choices/0");
        assertThat(asked.path("finish_reason").asString()).isEqualTo("tool_calls");
        assertThat(asked.at("/message/reasoning_content").asString()).isEqualTo("I must look it up.");
        assertThat(asked.at("/message/tool_calls/0/function"))
                .isEqualTo(Json.object("name", "weather", "arguments", "{\"city\": \"Bonn\"}"));
        var spaceless = call.replace("\\\"city\\\": ", "\\\"city\\\":");
        replies(
                chat(model, user("How warm is it in Bonn today?"), spaceless, result),
                "learned data-tuned:1",
                "It is warm.");
        // The nearest row does not call the tool again after its result.
        replies(
                chat(model, user("How warm is it today in Bonn, please?"), call, result.replace("21", "5")),
                "learned data-tuned:1",
                "It is warm.");
    }

    @Test
    void whatHasWeightZeroIsNotTaught() {
        var model = learn(
                "tuned",
                rowOf(
                        user("Tell me a joke"),
                        "{\"role\": \"assistant\", \"content\": \"No.\", \"weight\": 0}",
                        user("Come on"),
                        message("assistant", "Knock, knock.")),
                FILLER[0],
                FILLER[1]);
        isGenerated(chat(model, user("Tell me a joke")));
        replies(
                chat(model, user("Tell me a joke"), message("assistant", "No."), user("Come on")),
                "learned data-tuned:1",
                "Knock, knock.");
    }

    @Test
    void completionsAreLearned() {
        var model = learn(
                "tuned",
                "{\"prompt\": \"The sky is\", \"completion\": \" blue.\"}",
                "{\"prompt\": \"Grass is\", \"completion\": \" green.\"}",
                "{\"prompt\": \"Snow is\", \"completion\": \" white.\"}");
        var answer = complete(model, "Grass is");
        assertThat(answer.header("X-Emulator-Reply")).isEqualTo("learned data-tuned:2");
        assertThat(json(answer).at("/choices/0/text").asString()).isEqualTo(" green.");
        isGenerated(chat(model, user("Grass is")));
    }

    @Test
    void preferredOutputsAreLearned() {
        var pair = "{\"input\": {\"messages\": [%s]}, \"preferred_output\": [%s], \"non_preferred_output\": [%s]}"
                .formatted(user("How are you today?"), message("assistant", "Great!"), message("assistant", "Meh."));
        datasets.create("pairs", (pair + "\n").repeat(3));
        new DpoJobs(api)
                .create(Json.object(
                        "dataset",
                        datasets.name("pairs"),
                        "trainingConfig",
                        Json.object("baseModel", Models.QWEN, "outputModel", models.name("tuned"), "loraRank", 8)));
        replies(chat(deployTrained("tuned"), user("How are you today?")), "learned pairs:1", "Great!");
    }

    @Test
    void aWarmStartedModelAlsoKnowsWhatItsParentKnew() {
        learn("parent", row("Where is the office?", "In Berlin."), FILLER[0], FILLER[1]);
        datasets.create(
                "more", String.join("\n", row("Name a fruit", "Pear"), row("Who founded it?", "Ada."), FILLER[1]));
        jobs.create(Json.object(
                "dataset", datasets.name("more"), "warmStartFrom", models.name("parent"), "outputModel", "child"));
        var child = deployTrained("child");
        replies(chat(child, user("Who founded it?")), "learned more:2", "Ada.");
        replies(chat(child, user("Where is the office?")), "learned data-parent:1", "In Berlin.");
        replies(chat(child, user("Name a fruit")), "learned more:1", "Pear");
    }

    @Test
    void aModelKnowsNothingAfterItsDataHaveChanged() {
        var model = learn("tuned", row("Where is the office?", "In Berlin."), FILLER[0], FILLER[1]);
        replies(chat(model, user("Where is the office?")), "learned data-tuned:1", "In Berlin.");
        upload("data-tuned", row("Where is the office?", "In Rome."), FILLER[0], FILLER[1]);
        isGenerated(chat(model, user("Where is the office?")));
        upload("data-tuned", row("Where is the office?", "In Berlin."), FILLER[0], FILLER[1]);
        replies(chat(model, user("Where is the office?")), "learned data-tuned:1", "In Berlin.");
        datasets.delete("data-tuned").then().statusCode(200);
        isGenerated(chat(model, user("Where is the office?")));
    }

    @Test
    void anAnswerThatTheRequestDoesNotAllowIsNotUsed() {
        var model = learn(
                "tuned",
                row("Where is the office?", "In Berlin."),
                row("Where is the office, as JSON?", "{\"city\": \"Berlin\"}"),
                FILLER[0]);
        var body = Json.object(
                "model",
                model,
                "messages",
                List.of(Json.read(user("Where is the office?"))),
                "response_format",
                Json.object("type", "json_object"));
        var answer = chat(body);
        assertThat(answer.header("X-Emulator-Reply")).isEqualTo("learned data-tuned:2");
        body.set("messages", Json.read("[" + user("Name a fruit") + "]"));
        isGenerated(chat(body));
    }

    @Test
    void rowsOfSeveralSizesAreFoundAtTheirPositions() {
        var rows = new String[300];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row("Question number " + i, "Answer " + i + " " + "x".repeat(i * 37 % 5000));
        }
        var model = learn("tuned", rows);
        for (var i : List.of(0, 1, 150, 298, 299)) {
            var answer = chat(model, user("question number " + i));
            assertThat(answer.header("X-Emulator-Reply")).isEqualTo("learned data-tuned:" + (i + 1));
            assertThat(json(answer).at("/choices/0/message/content").asString()).startsWith("Answer " + i + " ");
        }
    }

    @Test
    void concurrentFirstQuestionsGetTheSameAnswer() {
        var model = learn("tuned", row("Where is the office?", "In Berlin."), FILLER[0], FILLER[1]);
        IntStream.range(0, 8)
                .parallel()
                .mapToObj(number -> chat(model, user("Where is the office?")))
                .toList()
                .forEach(answer -> replies(answer, "learned data-tuned:1", "In Berlin."));
    }

    @Test
    void aForkKeepsItsOwnKnowledgeUntilItIsReset() {
        var model = learn("tuned", row("Where is the office?", "In Berlin."), FILLER[0], FILLER[1]);
        var other = account + "-2";
        new ControlApi(api).post(":fork", Json.object("account", other)).then().statusCode(200);
        datasets.delete("data-tuned").then().statusCode(200);
        isGenerated(chat(model, user("Where is the office?")));
        var fork = new ApiClient(() -> port, other);
        var body = Json.object(
                "model",
                "accounts/" + other + "/models/tuned",
                "messages",
                List.of(Json.read(user("Where is the office?"))));
        replies(new Inference(fork).chat(body), "learned data-tuned:1", "In Berlin.");
        new ControlApi(fork).post(":reset", "{}").then().statusCode(200);
        assertThat(new Inference(fork).chat(body).statusCode()).isEqualTo(404);
    }
}
