package dev.emulator.fireworks.control;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.auth.RevealsKeys;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Returns the environment variables that a client needs. */
@RestController
@RevealsKeys
class EnvironmentController {

    private final EmulatorProperties properties;
    private final Environment environment;

    EnvironmentController(EmulatorProperties properties, Environment environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /** Returns the base URL, API key and account for clients, as printed at start-up. */
    @GetMapping("/_emulator/v1/clientEnvironment")
    ClientEnvironment get() {
        return ClientEnvironment.of(properties, url());
    }

    /** Returns the base URL and an API key for clients of the account. */
    @GetMapping("/_emulator/v1/accounts/{account}/clientEnvironment")
    ClientEnvironment getOfAccount(@PathVariable String account) {
        return ClientEnvironment.of(properties, url(), account)
                .orElseThrow(() ->
                        new ApiException(Code.NOT_FOUND, "none of emulator.auth.keys opens the account " + account));
    }

    private String url() {
        return ListeningUrl.of(environment, environment.getRequiredProperty("local.server.port"));
    }
}
