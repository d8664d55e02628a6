package dev.emulator.fireworks.inference.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.inference.Conversation;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.ResponseFormat;
import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.SamplingOptions;
import dev.emulator.fireworks.inference.ServedModel;
import dev.emulator.fireworks.inference.ToolChoice;
import dev.emulator.fireworks.inference.ToolDefinition;
import dev.emulator.fireworks.inference.Turn;
import dev.emulator.fireworks.protojson.ProtoJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.MissingNode;

/** Which requests a scripted reply matches. */
class ReplyMatchTests {

    private static final ServedModel MODEL = new ServedModel(
            "accounts/acme/models/mine",
            "accounts/acme/models/mine",
            "accounts/fireworks/models/qwen3-8b",
            "accounts/acme/deployments/d1",
            0,
            true,
            false,
            false);

    private static final Prompt PROMPT = new Prompt(
            Operation.CHAT,
            "acme",
            MODEL,
            new Conversation(List.of(
                    Turn.of(Role.SYSTEM, "Be brief"),
                    Turn.of(Role.USER, "first"),
                    Turn.of(Role.ASSISTANT, "hello"),
                    Turn.of(Role.USER, "What is the weather in Oslo?"))),
            List.of(tool("get_weather"), tool("get_time")),
            ToolChoice.AUTO,
            true,
            ResponseFormat.TEXT,
            SamplingOptions.DEFAULT,
            "",
            true,
            "u1",
            Map.of("team", "a", "run", "7"));

    private static ToolDefinition tool(String name) {
        return new ToolDefinition(name, "", MissingNode.getInstance());
    }

    private static ReplyMatch match(String json) {
        return new ProtoJson().read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), ReplyMatch.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            true  | {}
            true  | {'model': 'accounts/acme/models/mine'}
            true  | {'model': 'mine'}
            true  | {'model': 'qwen3-*'}
            true  | {'model': 'accounts/fireworks/models/qwen3-8b'}
            true  | {'model': 'd1'}
            true  | {'model': '*/models/m*'}
            false | {'model': 'min'}
            false | {'model': 'qwen3-9b'}
            true  | {'operation': 'CHAT'}
            true  | {'operation': 'create_chat_completion_v1_chat_completions_post'}
            false | {'operation': 'MESSAGE'}
            true  | {'userText': {'equals': 'What is the weather in Oslo?'}}
            false | {'userText': {'equals': 'what is the weather in oslo?'}}
            true  | {'userText': {'contains': 'weather'}}
            false | {'userText': {'contains': 'first'}}
            true  | {'userText': {'regex': 'in O\\\\w+\\\\?$'}}
            true  | {'userText': {'regex': '(?i)OSLO'}}
            false | {'userText': {'regex': '^weather'}}
            false | {'userText': {'contains': 'weather', 'regex': 'Rome'}}
            true  | {'systemText': {'contains': 'brief'}}
            false | {'systemText': {'contains': 'weather'}}
            true  | {'tools': ['get_time']}
            true  | {'tools': ['get_time', 'get_weather']}
            false | {'tools': ['get_time', 'get_news']}
            true  | {'toolResult': false}
            false | {'toolResult': true}
            true  | {'stream': true}
            false | {'stream': false}
            true  | {'user': 'u1'}
            false | {'user': 'u2'}
            true  | {'metadata': {'team': 'a'}}
            false | {'metadata': {'team': 'b'}}
            false | {'metadata': {'team': 'a', 'other': ''}}
            false | {'model': 'mine', 'stream': false}
            """)
    void allFieldsMustMatch(boolean fits, String match) {
        assertThat(match(match).fits(PROMPT)).isEqualTo(fits);
    }

    @Test
    void theResultOfAToolIsTheLastMessage() {
        var prompt = Prompt.of(
                Operation.CHAT,
                "acme",
                MODEL,
                new Conversation(List.of(Turn.of(Role.USER, "?"), Turn.of(Role.TOOL, "17 degrees"))));

        assertThat(match("{'toolResult': true, 'userText': {'equals': '?'}}").fits(prompt))
                .isTrue();
        assertThat(match("{'toolResult': false}").fits(prompt)).isFalse();
    }

    /** A backtracking engine would need about 2^30 steps for each of these. */
    @ParameterizedTest
    @CsvSource({"(a+)+$", "(a|aa)+$", "(.*)*x$", "(a|a)*b"})
    void noPatternIsSlow(String regex) {
        assertThat(new TextMatch("", "", regex).fits("a".repeat(1_000) + "c")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            abc               | 3
            a{3}              | 3
            a{2,7}b           | 8
            a{5,}             | 5
            (ab){10}          | 30
            ((a{10}){10}){10} | 1110
            [(){9}]           | 1
            [\\]{9}]{2}     | 2
            \\({9}          | 9
            a{x}              | 4
            (a                | 2
            a)                | 1
            ((a{1000}){1000}){1000}{1000} | 1001001000000
            """)
    void theSizeOfAPatternIsEstimated(String regex, long size) {
        assertThat(RegexSize.of(regex)).isEqualTo(size);
    }

    @Test
    void onlyTheBeginningOfALongTextIsSearched() {
        assertThat(new TextMatch("", "", "b").fits("a".repeat(99_999) + "b")).isTrue();
        assertThat(new TextMatch("", "", "b").fits("a".repeat(100_000) + "b")).isFalse();
    }
}
