package dev.emulator.fireworks.control;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Shows a short text about the emulator, with its main URLs. */
@RestController
class HomeController {

    private static final MediaType PLAIN = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private static final String TEXT = """
            fireworks-emulator %1$s: a local emulator of the Fireworks AI fine-tuning API.

            API                %2$s/v1/accounts/{account}/supervisedFineTuningJobs
            Control API        %2$s/_emulator/v1/accounts/{account}/clock
            OpenAPI document   %2$s/_emulator/openapi.json
            Readiness          %2$s/_emulator/health/readiness
            Metrics            %2$s/_emulator/prometheus

            The documentation is README.md in the sources. With the jar, --help lists the commands, and serve --help the settings.
            """;

    private static final String VERSION =
            Objects.requireNonNullElse(HomeController.class.getPackage().getImplementationVersion(), "(development)");

    @GetMapping({"/_emulator", "/_emulator/"})
    ResponseEntity<String> home() {
        var base = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        return ResponseEntity.ok().contentType(PLAIN).body(String.format(Locale.ROOT, TEXT, VERSION, base));
    }
}
