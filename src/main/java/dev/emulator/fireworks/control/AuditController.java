package dev.emulator.fireworks.control;

import dev.emulator.fireworks.audit.PollingAudit;
import dev.emulator.fireworks.audit.PollingLimits;
import dev.emulator.fireworks.audit.PollingReport;
import dev.emulator.fireworks.audit.PollingVerdict;
import dev.emulator.fireworks.store.ResourceIds;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How politely a job was polled. */
@RestController
class AuditController {

    private static final String JOBS = "supervisedFineTuningJobs";

    private final PollingAudit audit;
    private final ResourceIds ids;

    AuditController(PollingAudit audit, ResourceIds ids) {
        this.audit = audit;
        this.ids = ids;
    }

    /** Tells who polled a job, how often, at which intervals, and what was shown to them. */
    @GetMapping("/_emulator/v1/accounts/{account}/jobs/{job}/audit")
    PollingReport report(
            @PathVariable String account,
            @PathVariable String job,
            @RequestParam(defaultValue = JOBS) String collection) {
        return audit.report(ids.name(account, collection, job));
    }

    /** Says whether a job was polled within limits. */
    @PostMapping("/_emulator/v1/accounts/{account}/jobs/{job}:audit")
    PollingVerdict judge(
            @PathVariable String account,
            @PathVariable String job,
            @RequestParam(defaultValue = JOBS) String collection,
            @RequestBody PollingLimits limits) {
        return audit.judge(ids.name(account, collection, job), limits);
    }
}
