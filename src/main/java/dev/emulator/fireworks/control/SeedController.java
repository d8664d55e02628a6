package dev.emulator.fireworks.control;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.seed.SeedService;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Creates resources from a seed document. */
@RestController
class SeedController {

    private final SeedService seeds;
    private final int limit;

    SeedController(SeedService seeds, EmulatorProperties properties) {
        this.seeds = seeds;
        this.limit = Math.toIntExact(properties.limits().requestBody().toBytes());
    }

    /** Creates the resources in a seed document, and updates existing resources that differ from it. */
    @PostMapping("/_emulator/v1:seed")
    SeedService.Summary seed(HttpServletRequest request) throws IOException {
        var document = request.getInputStream().readNBytes(limit);
        if (request.getInputStream().read() >= 0) {
            throw ApiException.invalidArgument("the seed document is larger than " + limit + " bytes");
        }
        return seeds.apply(document);
    }
}
