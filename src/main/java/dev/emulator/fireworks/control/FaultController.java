package dev.emulator.fireworks.control;

import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.faults.Fault;
import dev.emulator.fireworks.faults.Faults;
import dev.emulator.fireworks.faults.ReadyMadeFault;
import dev.emulator.fireworks.protojson.Empty;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Manages the faults of an account. */
@RestController
class FaultController {

    private final Faults faults;

    FaultController(Faults faults) {
        this.faults = faults;
    }

    /** Adds a fault at the end of the list. Rejects a fault that can never fire, with the reason. */
    @PostMapping("/_emulator/v1/accounts/{account}/faults")
    Fault create(
            @PathVariable String account, @RequestParam(defaultValue = "") String faultId, @RequestBody Fault fault) {
        return faults.add(account, faultId, fault);
    }

    /** Lists all faults of the account in the order in which they are evaluated, each with the number of times it has fired. */
    @GetMapping("/_emulator/v1/accounts/{account}/faults")
    Page<Fault> list(@PathVariable String account) {
        var all = faults.list(account);
        return new Page<>("faults", all, "", all.size());
    }

    /** Returns a fault, with the number of times it has fired. */
    @GetMapping("/_emulator/v1/accounts/{account}/faults/{fault}")
    Fault get(@PathVariable String account, @PathVariable String fault) {
        return faults.get(account, fault);
    }

    /** Deletes a fault. */
    @DeleteMapping("/_emulator/v1/accounts/{account}/faults/{fault}")
    Empty delete(@PathVariable String account, @PathVariable String fault) {
        faults.remove(account, fault);
        return Empty.EMPTY;
    }

    /** Deletes all faults of the account. */
    @PostMapping("/_emulator/v1/accounts/{account}/faults:clear")
    Empty clear(@PathVariable String account, @RequestBody Empty body) {
        faults.clear(account);
        return Empty.EMPTY;
    }

    /** Lists the predefined errors, each with the body that the service sends. */
    @GetMapping("/_emulator/v1/faultPresets")
    Page<ReadyMadeFault> presets() {
        var all = ReadyMadeFault.all();
        return new Page<>("faultPresets", all, "", all.size());
    }
}
