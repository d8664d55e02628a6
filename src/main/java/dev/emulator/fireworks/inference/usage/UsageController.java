package dev.emulator.fireworks.inference.usage;

import dev.emulator.fireworks.store.ResourceIds;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports the usage of inference. */
@RestController
class UsageController {

    private final UsageLedger ledger;
    private final ResourceIds ids;

    UsageController(UsageLedger ledger, ResourceIds ids) {
        this.ledger = ledger;
        this.ids = ids;
    }

    /**
     * Returns the requests, tokens and simulated costs of an account by hour, model, deployment and operation. The filters are globs. `from`
     * and `to` are times of the account's clock, and select hours as a whole.
     */
    @GetMapping("/_emulator/v1/accounts/{account}/usage")
    UsageReport report(
            @PathVariable String account,
            @RequestParam(defaultValue = "") String model,
            @RequestParam(defaultValue = "") String deployment,
            @RequestParam(defaultValue = "") String operation,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to) {
        var query = UsageQuery.of(model, deployment, operation, from, to);
        var hours = ledger.find(ids.validAccountId(account), query.from(), query.to());
        return UsageReport.of(hours.stream().filter(query::fits).toList());
    }
}
