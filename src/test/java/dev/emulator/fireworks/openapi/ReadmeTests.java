package dev.emulator.fireworks.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The README tells truly what is emulated. */
class ReadmeTests extends Story {

    private static final Path FILE = Path.of("README.md");
    private static final String BEGIN = "<!-- emulated:begin -->\n";
    private static final String END = "<!-- emulated:end -->\n";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void theTableOfEmulatedCallsIsUpToDate() throws IOException {
        var readme = Files.readString(FILE);
        assertThat(readme).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
        var expected = readme.substring(0, readme.indexOf(BEGIN) + BEGIN.length())
                + EmulatedCalls.table(ServedCall.all(mappings))
                + readme.substring(readme.indexOf(END));
        Generated.check(FILE, expected, ReadmeTests.class);
    }
}
