package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Create, get and list return text exactly as the client sent it. */
@Verified(INFERRED)
@AlsoOnPostgresql
class TextTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "Größe, ça, žluťoučký kůň",
                "日本語 한국어 中文",
                "😀 👩‍👩‍👧 🇺🇳 𐍈 𝒳",
                "שלום עולם, مرحبا بالعالم",
                "\u202eright to left\u202c, zero\u200bwidth",
                "a\u0000b",
                "tab\t line\n return\r bell\u0007 escape\u001b",
                "quotes \" \\ / ' <script>&amp;</script>",
                "\u2028 \u2029 \ufeff \uffff",
                "e\u0301 is not é",
                "${jndi:ldap://x} #{1+1} {dataset} %s %00",
                " spaces on either side ",
            })
    void textComesBackAsItWasSent(String text) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("dataset", "train")
                .put("displayName", text)
                .toString();
        var created = json(jobs.post("text", body));

        assertThat(created.path("displayName").asString()).isEqualTo(text);
        assertThat(json(jobs.get("text")).path("displayName").asString()).isEqualTo(text);
        assertThat(json(jobs.list())
                        .at("/supervisedFineTuningJobs/0/displayName")
                        .asString())
                .isEqualTo(text);
    }

    @Test
    void escapesAreTheirCharacters() {
        var id = jobs.create("""
                {"dataset": "tr\\u0061in", "displayName": "\\ud83d\\ude00\\u0000\\/"}""");
        assertThat(json(jobs.get(id)).path("displayName").asString()).isEqualTo("😀\0/");
    }

    @Test
    void aTemplateOfTwoMegabytesIsKept() {
        var template = "{{ message }} 日本語 ".repeat(90_000);
        assertThat(template.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(2_000_000);
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("dataset", "train")
                .put("jinjaTemplate", template)
                .toString();

        var id = jobs.create(body);
        assertThat(json(jobs.get(id)).path("jinjaTemplate").asString()).isEqualTo(template);
    }
}
