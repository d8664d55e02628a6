package dev.emulator.fireworks.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Story;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The committed document is what the code says, and OpenAPI 3.1. */
class OpenApiDocumentTests extends Story {

    private static final Path FILE = Path.of("src/main/resources/openapi.json");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void theCommittedDocumentIsUpToDate() throws IOException {
        Generated.check(FILE, document(), OpenApiDocumentTests.class);
    }

    @Test
    void theDocumentIsValid() {
        assertThat(new Conformance(document()).ofDocument()).isEmpty();
    }

    @Test
    void aBrokenDocumentIsFoundOut() {
        var broken = document().replaceFirst("\"in\": \"path\"", "\"in\": \"moon\"");
        assertThat(new Conformance(broken).ofDocument()).isNotEmpty();
    }

    private String document() {
        return OpenApiDocument.of(
                Stream.concat(ServedCall.all(mappings).stream(), ServedCall.controls(mappings).stream())
                        .toList());
    }
}
