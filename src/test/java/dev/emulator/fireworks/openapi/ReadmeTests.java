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

/** The generated parts of the documents are up to date. */
class ReadmeTests extends Story {

    private static final Path DOCS = Path.of("docs");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void theTableOfEmulatedCallsIsUpToDate() throws IOException {
        check("coverage.md", "coverage", EmulatedCalls.table(ServedCall.all(mappings)));
    }

    @Test
    void theTableOfTheControlApiIsUpToDate() throws IOException {
        var rows = ServedCall.controls(mappings).stream()
                .map(call -> "| `%s %s` | %s |\n"
                        .formatted(call.method(), call.path().replace("/_emulator/v1", "…"), call.description()))
                .collect(Collectors.joining());
        check("control-api.md", "control", "| call | what it does |\n|---|---|\n" + rows);
    }

    @Test
    void theCookbookIsWhatIsRun() throws IOException {
        check("cookbook/java.md", "cookbook-java", Cookbook.recipes("java"));
        check("cookbook/python.md", "cookbook-python", Cookbook.recipes("python"));
        check("cookbook/curl.md", "cookbook-curl", Cookbook.recipes("bash"));
        check("pytest.md", "pytest", Cookbook.pytest());
    }

    @Test
    void theFixturesAreUsedAsTheyAreTested() throws IOException {
        check("java-fixtures.md", "java", Cookbook.java());
    }

    private static void check(String page, String part, String content) throws IOException {
        var file = DOCS.resolve(page);
        var begin = "<!-- " + part + ":begin -->\n";
        var end = "<!-- " + part + ":end -->\n";
        var text = Files.readString(file);
        assertThat(text).containsOnlyOnce(begin).containsOnlyOnce(end);
        var expected =
                text.substring(0, text.indexOf(begin) + begin.length()) + content + text.substring(text.indexOf(end));
        Generated.check(file, expected, ReadmeTests.class);
    }
}
