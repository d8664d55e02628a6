package dev.emulator.fireworks.finetuning.dpo;

import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.finetuning.ArtifactLinks;
import dev.emulator.fireworks.finetuning.MetricsFileEndpoint;
import dev.emulator.fireworks.protojson.Empty;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The endpoints of DPO jobs.
 *
 * @implNote The metrics of a DPO job have the keys that the vendor's recipes for DPO and ORPO use. The metrics of the live service are not
 *     known. Jobs with another method in `lossConfig` have the metrics of DPO.
 */
@RestController
@RequestMapping("/v1/accounts/{account}")
class DpoJobController {

    private final DpoJobService jobs;

    private final ArtifactLinks.Maker artifacts;

    DpoJobController(DpoJobService jobs, ArtifactLinks.Maker artifacts) {
        this.jobs = jobs;
        this.artifacts = artifacts;
    }

    @PostMapping("/dpoJobs")
    DpoJob create(
            @PathVariable String account,
            @RequestParam(defaultValue = "") String dpoJobId,
            @RequestBody DpoJob job,
            Principal caller,
            HttpServletRequest via) {
        return jobs.create(account, dpoJobId, job.spec().value(), caller.getName(), artifacts.view(via));
    }

    @GetMapping("/dpoJobs")
    Page<DpoJob> list(@PathVariable String account, ListQuery query, HttpServletRequest via) {
        return jobs.list(account, query, artifacts.view(via));
    }

    @GetMapping("/dpoJobs/{job}")
    DpoJob get(@PathVariable String account, @PathVariable String job, HttpServletRequest via) {
        return jobs.get(account, job, artifacts.view(via));
    }

    @DeleteMapping("/dpoJobs/{job}")
    Empty delete(@PathVariable String account, @PathVariable String job) {
        jobs.delete(account, job);
        return Empty.EMPTY;
    }

    @PostMapping("/dpoJobs/{job}:cancel")
    Empty cancel(@PathVariable String account, @PathVariable String job, @RequestBody Empty body) {
        jobs.cancel(account, job);
        return Empty.EMPTY;
    }

    @PostMapping("/dpoJobs/{job}:resume")
    DpoJob resume(
            @PathVariable String account, @PathVariable String job, @RequestBody Empty body, HttpServletRequest via) {
        return jobs.resume(account, job, artifacts.view(via));
    }

    @GetMapping("/dpoJobs/{job}:getMetricsFileEndpoint")
    MetricsFileEndpoint getMetricsFileEndpoint(
            @PathVariable String account, @PathVariable String job, HttpServletRequest via) {
        return jobs.getMetricsFileEndpoint(account, job, artifacts.via(via));
    }
}
