package dev.emulator.fireworks.control;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.aip.Status;
import dev.emulator.fireworks.lifecycle.Curve;
import dev.emulator.fireworks.lifecycle.LifecycleService;
import dev.emulator.fireworks.lifecycle.LifecycleService.Found;
import dev.emulator.fireworks.lifecycle.Plan;
import dev.emulator.fireworks.lifecycle.PlanCatalogue;
import dev.emulator.fireworks.lifecycle.PlanChoice;
import dev.emulator.fireworks.lifecycle.PlanSelector;
import dev.emulator.fireworks.lifecycle.StateAwaiter;
import dev.emulator.fireworks.lifecycle.Transitions;
import dev.emulator.fireworks.protojson.Empty;
import dev.emulator.fireworks.routes.ClientConnection;
import dev.emulator.fireworks.store.ResourceIds;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Jobs of whatever kind, seen from behind: why they do what they do, and what they will do next. */
@RestController
class JobController {

    private static final int MOST = 1000;

    private final LifecycleService jobs;
    private final PlanCatalogue book;
    private final PlanSelector choices;
    private final Transitions transitions;
    private final StateAwaiter waits;
    private final ResourceIds ids;

    JobController(
            LifecycleService jobs,
            PlanCatalogue book,
            PlanSelector choices,
            Transitions transitions,
            StateAwaiter waits,
            ResourceIds ids) {
        this.jobs = jobs;
        this.book = book;
        this.choices = choices;
        this.transitions = transitions;
        this.waits = waits;
        this.ids = ids;
    }

    /** Lists the first thousand jobs of an account, the oldest first. */
    @GetMapping("/_emulator/v1/accounts/{account}/jobs")
    Page<PlannedJob> list(@PathVariable String account) {
        var found = jobs.list(ids.validAccountId(account), MOST);
        return new Page<>("jobs", found.stream().map(this::job).toList(), "", found.size());
    }

    /** Tells which plan a job follows and why, what has happened to it, and what comes next. */
    @GetMapping("/_emulator/v1/accounts/{account}/jobs/{job}")
    PlannedJob get(@PathVariable String account, @PathVariable String job) {
        return job(jobs.require(ids.validAccountId(account), job));
    }

    /** Sets the plan of a job, whether it is there already, and then goes on by it from the state it is in, or is made later. */
    @PutMapping("/_emulator/v1/accounts/{account}/jobs/{job}/plan")
    PlanChoice setPlan(@PathVariable String account, @PathVariable String job, @RequestBody PlanChoice choice) {
        var name = ids.name(account, "jobs", job);
        book.check(choice);
        jobs.find(account, job)
                .ifPresent(found -> jobs.replan(
                        account, job, choices.draw(choice, found.name()).because("set for job " + name.id())));
        choices.setForJob(account, job, choice);
        return choice;
    }

    /** Tells the plan that was set for a job. */
    @GetMapping("/_emulator/v1/accounts/{account}/jobs/{job}/plan")
    PlanChoice getPlan(@PathVariable String account, @PathVariable String job) {
        return choices.ofJob(ids.validAccountId(account), job).orElseThrow(ApiException::notFound);
    }

    /** Takes back what was set for jobs that are made later; one that follows the plan goes on doing so. */
    @DeleteMapping("/_emulator/v1/accounts/{account}/jobs/{job}/plan")
    Empty deletePlan(@PathVariable String account, @PathVariable String job) {
        choices.setForJob(ids.validAccountId(account), job, null);
        return Empty.EMPTY;
    }

    /** Moves a job that has not ended to a state, now. */
    @PostMapping("/_emulator/v1/accounts/{account}/jobs/{job}:transition")
    PlannedJob transition(
            @PathVariable String account, @PathVariable String job, @RequestBody TransitionJobRequest request) {
        var stage = book.stage(request.state(), request.code(), request.message());
        return job(jobs.move(ids.validAccountId(account), job, stage));
    }

    /** Waits until a job has come to a state, or to its end, in real time or by moving the account's clock. */
    @PostMapping("/_emulator/v1/accounts/{account}/jobs/{job}:wait")
    WaitJobResponse await(
            @PathVariable String account,
            @PathVariable String job,
            @RequestBody WaitJobRequest request,
            HttpServletRequest client) {
        var satisfied = waits.until(
                ids.validAccountId(account),
                job,
                request.state().isEmpty()
                        ? ""
                        : book.stage(request.state(), "", "").state(),
                request.timeout(),
                ClientConnection.of(client),
                request.advance());
        return new WaitJobResponse(satisfied, job(jobs.require(account, job)));
    }

    private PlannedJob job(Found found) {
        return new PlannedJob(
                found.name().toString(),
                found.state(),
                found.status(),
                found.ended(),
                found.createTime(),
                FollowedPlan.of(found.plan()),
                found.stage(),
                found.enteredAt(),
                found.planned(),
                found.following(),
                transitions.of(found.uid()));
    }

    /**
     * A job, why it does what it does, and what it will do.
     *
     * @param name what the API calls it
     * @param ended whether nothing more will happen to it
     * @param stage where on its plan it is, counted from 0
     * @param stageEnteredTime since when
     * @param nextTransitionTime when it moves on; unset where only a call moves it
     * @param nextState what it will be then; empty where it goes away
     * @param transitions what has happened to it
     */
    record PlannedJob(
            String name,
            String state,
            Status status,
            boolean ended,
            Instant createTime,
            FollowedPlan plan,
            int stage,
            Instant stageEnteredTime,
            @Nullable Instant nextTransitionTime,
            String nextState,
            List<Transitions.Change> transitions) {}

    /**
     * The plan that a job follows.
     *
     * @param why it follows this plan and no other
     * @param reaches how much of the work is done in the end, in percent
     * @param settles how long after the end it takes until the model is ready
     */
    record FollowedPlan(
            String name,
            String why,
            List<FollowedStage> stages,
            int reaches,
            Curve curve,
            String loss,
            @Nullable Duration settles) {

        private static FollowedPlan of(Plan plan) {
            return new FollowedPlan(
                    plan.name(),
                    plan.why(),
                    plan.stages().stream()
                            .map(stage -> new FollowedStage(
                                    stage.state(), stage.lasts(), stage.code().name(), stage.message()))
                            .toList(),
                    plan.reaches() == 0 ? 100 : plan.reaches(),
                    plan.curve(),
                    plan.loss(),
                    plan.settles());
        }
    }

    /** @param lasts how long; unset for until a call moves the job on, or for ever */
    record FollowedStage(String state, @Nullable Duration lasts, String code, String message) {}

    /**
     * @param state with or without its prefix
     * @param code what the job's status is to say, a name of google.rpc.Code; empty for what is usual in that state
     */
    record TransitionJobRequest(String state, String code, String message) {}

    /**
     * @param state to wait for; empty for any end
     * @param timeout in real time, up to 60s; empty for 10s
     * @param advance whether to move the account's clock from event to event instead of waiting
     */
    record WaitJobRequest(String state, String timeout, boolean advance) {}

    /** @param satisfied whether the job is, or has been, in the state; if not, time was up or it can no longer come to it */
    record WaitJobResponse(boolean satisfied, PlannedJob job) {}
}
