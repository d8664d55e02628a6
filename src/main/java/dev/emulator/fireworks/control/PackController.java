package dev.emulator.fireworks.control;

import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.packs.Pack;
import dev.emulator.fireworks.packs.PackReport;
import dev.emulator.fireworks.packs.PackReports;
import dev.emulator.fireworks.packs.Packs;
import dev.emulator.fireworks.protojson.Empty;
import dev.emulator.fireworks.store.ResourceIds;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Starts and stops packs, and reports how a client coped with one. */
@RestController
class PackController {

    private final Packs packs;
    private final PackReports reports;
    private final ResourceIds ids;

    PackController(Packs packs, PackReports reports, ResourceIds ids) {
        this.packs = packs;
        this.reports = reports;
        this.ids = ids;
    }

    /** Lists the packs, each with the client bug that it exposes. */
    @GetMapping("/_emulator/v1/packs")
    Page<Pack> list() {
        return new Page<>("packs", packs.all(), "", packs.all().size());
    }

    /** Starts a pack in the account. */
    @PostMapping("/_emulator/v1/accounts/{account}/packs/{pack}:start")
    Pack start(@PathVariable String account, @PathVariable String pack, @RequestBody Empty body) {
        packs.start(ids.validAccountId(account), pack);
        return packs.require(pack);
    }

    /** Returns a report on what clients have done since the pack was started. */
    @GetMapping("/_emulator/v1/accounts/{account}/packs/{pack}")
    PackReport get(@PathVariable String account, @PathVariable String pack) {
        return reports.of(ids.validAccountId(account), pack);
    }

    /** Stops a pack, and returns a report on what clients did while it was active. */
    @PostMapping("/_emulator/v1/accounts/{account}/packs/{pack}:stop")
    PackReport stop(@PathVariable String account, @PathVariable String pack, @RequestBody Empty body) {
        var report = reports.of(ids.validAccountId(account), pack);
        packs.stop(account, pack);
        return report;
    }
}
