package dev.emulator.fireworks.inference.learning;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;

import dev.emulator.fireworks.story.Verified;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A setting turns learning off. */
@Verified(INFERRED)
@TestPropertySource(properties = "emulator.inference.learning=false")
class LearningOffTests extends LearningStory {

    @Test
    void repliesAreGenerated() {
        var model = learn("tuned", row("Hi", "Hello!"), row("Name a fruit", "Apple"), row("Name a tree", "Oak"));
        isGenerated(chat(model, user("Hi")));
    }
}
