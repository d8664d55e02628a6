package dev.emulator.fireworks.control;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.audit.PollingAudit;
import dev.emulator.fireworks.audit.PollingLimits;
import dev.emulator.fireworks.audit.PollingReport;
import dev.emulator.fireworks.audit.PollingVerdict;
import dev.emulator.fireworks.lifecycle.LifecycleTypes;
import dev.emulator.fireworks.store.ResourceIds;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Reports how clients polled a resource, and checks the polling against limits. */
@RestController
class AuditController {

    private final PollingAudit audit;
    private final LifecycleTypes types;
    private final ResourceIds ids;

    AuditController(PollingAudit audit, LifecycleTypes types, ResourceIds ids) {
        this.audit = audit;
        this.types = types;
        this.ids = ids;
    }

    /** Returns which clients polled a resource, how often, at which intervals, and which states the responses contained. */
    @GetMapping("/_emulator/v1/accounts/{account}/resources/{collection}/{id}/audit")
    PollingReport report(@PathVariable String account, @PathVariable String collection, @PathVariable String id) {
        return audit.report(name(account, collection, id));
    }

    /** Checks whether the polling of a resource respected the given limits. */
    @PostMapping("/_emulator/v1/accounts/{account}/resources/{collection}/{id}:audit")
    PollingVerdict judge(
            @PathVariable String account,
            @PathVariable String collection,
            @PathVariable String id,
            @RequestBody PollingLimits limits) {
        return audit.judge(name(account, collection, id), limits);
    }

    private ResourceName name(String account, String collection, String id) {
        types.require(collection);
        return ids.name(account, collection, id);
    }
}
