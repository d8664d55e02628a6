package dev.emulator.fireworks.inference.chat;

import static dev.emulator.fireworks.inference.Inference.chatBody;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A setting selects where streams have usage. */
@Verified(OBSERVED)
@TestPropertySource(properties = "emulator.inference.stream-usage=extra-chunk")
class StreamUsageTests extends Story {

    private final Inference inference = new Inference(api);

    @Test
    void withoutARequestAStreamHasNoUsage() {
        assertThat(inference.chat(chatBody("Hello", "stream", true)).asString())
                .endsWith("data: [DONE]\n\n")
                .doesNotContain("usage");
        var requested = chatBody("Hello", "stream", true, "stream_options", Map.of("include_usage", true));
        assertThat(inference.chat(requested).asString()).containsOnlyOnce("\"usage\":{");
    }
}
