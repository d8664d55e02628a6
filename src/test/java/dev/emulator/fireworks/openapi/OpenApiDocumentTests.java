package dev.emulator.fireworks.openapi;

import static dev.emulator.fireworks.openapi.UpToDate.assertUpToDate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.generator.GeneratedFiles;
import dev.emulator.fireworks.story.Story;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The committed document is what the code says, and OpenAPI 3.1. */
class OpenApiDocumentTests extends Story {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void theCommittedDocumentIsUpToDate() {
        assertUpToDate(GeneratedFiles.openApiDocument());
    }

    @Test
    void theDocumentDescribesWhatARunningEmulatorServes() {
        assertThat(GeneratedFiles.openApiDocument().content()).isEqualTo(document());
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
        return GeneratedFiles.openApiDocument(mappings).content();
    }
}
