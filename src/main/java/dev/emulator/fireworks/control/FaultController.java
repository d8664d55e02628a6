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

/** The addresses of faults. */
@RestController
class FaultController {

    private final Faults faults;

    FaultController(Faults faults) {
        this.faults = faults;
    }

    /** Gives the account a fault, which comes after those it has; one that could never strike is refused with the reason. */
    @PostMapping("/_emulator/v1/accounts/{account}/faults")
    Fault create(
            @PathVariable String account, @RequestParam(defaultValue = "") String faultId, @RequestBody Fault fault) {
        return faults.add(account, faultId, fault);
    }

    /** Lists the account's faults in the order they are asked in, all on one page, with how often each has struck. */
    @GetMapping("/_emulator/v1/accounts/{account}/faults")
    Page<Fault> list(@PathVariable String account) {
        var all = faults.list(account);
        return new Page<>("faults", all, "", all.size());
    }

    /** Tells a fault and how often it has struck. */
    @GetMapping("/_emulator/v1/accounts/{account}/faults/{fault}")
    Fault get(@PathVariable String account, @PathVariable String fault) {
        return faults.get(account, fault);
    }

    /** Takes a fault away. */
    @DeleteMapping("/_emulator/v1/accounts/{account}/faults/{fault}")
    Empty delete(@PathVariable String account, @PathVariable String fault) {
        faults.remove(account, fault);
        return Empty.EMPTY;
    }

    /** Takes all of the account's faults away. */
    @PostMapping("/_emulator/v1/accounts/{account}/faults:clear")
    Empty clear(@PathVariable String account, @RequestBody Empty body) {
        faults.clear(account);
        return Empty.EMPTY;
    }

    /** Lists the ready-made errors, each with the very body that the service answers. */
    @GetMapping("/_emulator/v1/faultPresets")
    Page<ReadyMadeFault> presets() {
        var all = ReadyMadeFault.all();
        return new Page<>("faultPresets", all, "", all.size());
    }
}
