package dev.emulator.fireworks.control;

import dev.emulator.fireworks.protojson.Empty;
import dev.emulator.fireworks.world.Resets;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Whole worlds. */
@RestController
class WorldController {

    private final Resets resets;

    WorldController(Resets resets) {
        this.resets = resets;
    }

    /** Empties an account; whatever was under way in it is done before, and whatever comes later finds a new world. */
    @PostMapping("/_emulator/v1/accounts/{account}:reset")
    ResetAnswer reset(@PathVariable String account, @RequestBody Empty body) {
        return new ResetAnswer(resets.reset(account));
    }

    /** Empties all accounts. */
    @PostMapping("/_emulator/v1:reset")
    ResetAnswer resetAll(@RequestBody Empty body) {
        return new ResetAnswer(resets.resetAll());
    }

    /** How many resources there were. */
    record ResetAnswer(int resources) {}
}
