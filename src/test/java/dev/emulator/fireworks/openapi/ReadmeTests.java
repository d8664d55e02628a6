package dev.emulator.fireworks.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The README tells truly what is emulated. */
class ReadmeTests extends Story {

    private static final Path FILE = Path.of("README.md");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void theTableOfEmulatedCallsIsUpToDate() throws IOException {
        check("emulated", EmulatedCalls.table(ServedCall.all(mappings)));
    }

    @Test
    void theTableOfTheControlApiIsUpToDate() throws IOException {
        var rows = ServedCall.controls(mappings).stream()
                .map(call -> "| `%s %s` | %s |\n"
                        .formatted(call.method(), call.path().replace("/_emulator/v1", "…"), call.description()))
                .collect(Collectors.joining());
        check("control", "| call | what it does |\n|---|---|\n" + rows);
    }

    @Test
    void theCookbookIsWhatIsRun() throws IOException {
        check("cookbook", Cookbook.text());
    }

    @Test
    void theFixturesAreUsedAsTheyAreTested() throws IOException {
        check("java", Cookbook.java());
    }

    private static void check(String part, String content) throws IOException {
        var begin = "<!-- " + part + ":begin -->\n";
        var end = "<!-- " + part + ":end -->\n";
        var readme = Files.readString(FILE);
        assertThat(readme).containsOnlyOnce(begin).containsOnlyOnce(end);
        var expected = readme.substring(0, readme.indexOf(begin) + begin.length())
                + content
                + readme.substring(readme.indexOf(end));
        Generated.check(FILE, expected, ReadmeTests.class);
    }
}
