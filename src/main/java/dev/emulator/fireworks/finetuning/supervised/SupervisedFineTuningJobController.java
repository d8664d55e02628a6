package dev.emulator.fireworks.finetuning.supervised;

import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.finetuning.ArtifactLinks;
import dev.emulator.fireworks.protojson.Empty;
import dev.emulator.fireworks.types.Money;
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
 * The endpoints of supervised fine-tuning jobs.
 *
 * @implNote `supervisedFineTuningJobs:estimateCost` and a job's `estimatedCost` use the token count of the dataset. If the dataset does not
 *     exist, they assume 1,000,000 tokens per epoch (level `service` rejects such a job).
 * @implNote Losses are simulated: they depend only on the seed, the data and the settings. Token counts use one generic tokenizer for all
 *     models. For files over 16 MB, the count is estimated from every 16th row; for texts over 1 MB, from the beginning of the text. Rendered
 *     samples use one chat template for all models.
 */
@RestController
@RequestMapping("/v1/accounts/{account}")
class SupervisedFineTuningJobController {

    private final SupervisedFineTuningJobService jobs;

    private final ArtifactLinks.Maker artifacts;

    SupervisedFineTuningJobController(SupervisedFineTuningJobService jobs, ArtifactLinks.Maker artifacts) {
        this.jobs = jobs;
        this.artifacts = artifacts;
    }

    @PostMapping("/supervisedFineTuningJobs")
    SupervisedFineTuningJob create(
            @PathVariable String account,
            @RequestParam(defaultValue = "") String supervisedFineTuningJobId,
            @RequestBody SupervisedFineTuningJob job,
            Principal caller,
            HttpServletRequest via) {
        return jobs.create(
                account, supervisedFineTuningJobId, job.spec().value(), caller.getName(), artifacts.view(via));
    }

    @GetMapping("/supervisedFineTuningJobs")
    Page<SupervisedFineTuningJob> list(@PathVariable String account, ListQuery query, HttpServletRequest via) {
        return jobs.list(account, query, artifacts.view(via));
    }

    @GetMapping("/supervisedFineTuningJobs/{job}")
    SupervisedFineTuningJob get(@PathVariable String account, @PathVariable String job, HttpServletRequest via) {
        return jobs.get(account, job, artifacts.view(via));
    }

    @DeleteMapping("/supervisedFineTuningJobs/{job}")
    Empty delete(@PathVariable String account, @PathVariable String job) {
        jobs.delete(account, job);
        return Empty.EMPTY;
    }

    @PostMapping("/supervisedFineTuningJobs/{job}:cancel")
    Empty cancel(@PathVariable String account, @PathVariable String job, @RequestBody Empty body) {
        jobs.cancel(account, job);
        return Empty.EMPTY;
    }

    @PostMapping("/supervisedFineTuningJobs/{job}:resume")
    SupervisedFineTuningJob resume(
            @PathVariable String account, @PathVariable String job, @RequestBody Empty body, HttpServletRequest via) {
        return jobs.resume(account, job, artifacts.view(via));
    }

    @PostMapping("/supervisedFineTuningJobs:estimateCost")
    EstimateSupervisedFineTuningJobCostResponse estimateCost(
            @PathVariable String account, @RequestBody SupervisedFineTuningJob job) {
        return new EstimateSupervisedFineTuningJobCostResponse(
                jobs.estimateCost(account, job.spec().value()));
    }

    /** The estimated cost of a job. */
    record EstimateSupervisedFineTuningJobCostResponse(Money estimatedCost) {}
}
