package dev.emulator.fireworks.inference.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.samskivert.mustache.MustacheException;
import dev.emulator.fireworks.inference.Conversation;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.ServedModel;
import dev.emulator.fireworks.inference.ToolCall;
import dev.emulator.fireworks.inference.Turn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What templates can use of a request. */
class ReplyTemplateTests {

    private static final ServedModel MODEL = new ServedModel("m", "m", "m", "", 0, true, false, false);

    private static final Map<String, Object> REQUEST = TemplateRequest.of(
            Prompt.of(
                    Operation.CHAT,
                    "acme",
                    MODEL,
                    new Conversation(List.of(
                            Turn.of(Role.SYSTEM, "Be brief"),
                            Turn.of(Role.USER, "weather in Oslo"),
                            new Turn(
                                    Role.ASSISTANT,
                                    "",
                                    List.of(),
                                    "I need a tool",
                                    List.of(new ToolCall("c1", "get", "{\"city\":\"Oslo\"}")),
                                    ""),
                            new Turn(Role.TOOL, "17", List.of(), "", List.of(), "c1")))),
            new TextMatch("", "", "(?P<what>\\w+) in (\\w+)(!)?"),
            3);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {{user}}                                        | weather in Oslo
            {{ user }}                                      | weather in Oslo
            {{{user}}}                                      | weather in Oslo
            {{system}}                                      | Be brief
            {{tool_result}}                                 | 17
            {{model}} {{account}} {{hit}}                   | m acme 3
            {{operation}}                                   | create_chat_completion_v1_chat_completions_post
            {{messages[0].content}}                         | Be brief
            {{messages.1.role}}                             | user
            {{messages[2].reasoning}}                       | I need a tool
            {{messages[2].tool_calls[0].arguments}}         | {"city":"Oslo"}
            {{messages[3].tool_call_id}}                    | c1
            <{{messages[9].content}}>                       | <>
            <{{metadata.team}}>                             | <>
            {{groups[0]}}/{{groups[1]}}/{{groups.what}}     | weather in Oslo/weather/weather
            <{{groups[3]}}>                                 | <>
            {{#messages}}{{role}},{{/messages}}             | system,user,assistant,tool,
            {{#tool_result}}It says {{.}}{{/tool_result}}   | It says 17
            {{^tool_result}}nothing{{/tool_result}}end      | end
            {{! a comment }}a {"b": {"c": 1}} [0]           | a {"b": {"c": 1}} [0]
            {{user.length}}{{user.class}}{{messages.clear}} | ``
            {{messages.size}}{{user.toUpperCase}}           | ``
            """)
    void aTemplateIsRendered(String template, String text) {
        assertThat(ReplyTemplate.of(template).render(REQUEST)).isEqualTo(text);
    }

    @Test
    void aTextIsLimited() {
        var template = ReplyTemplate.of("{{#messages}}" + "x".repeat(ReplyTemplate.LONGEST_TEXT / 2) + "{{/messages}}");

        assertThatThrownBy(() -> template.render(REQUEST))
                .isInstanceOf(MustacheException.class)
                .hasMessageContaining("longer than");
    }
}
