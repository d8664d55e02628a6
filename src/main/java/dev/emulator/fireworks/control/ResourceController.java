package dev.emulator.fireworks.control;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.aip.Status;
import dev.emulator.fireworks.lifecycle.LifecycleService;
import dev.emulator.fireworks.lifecycle.LifecycleService.Found;
import dev.emulator.fireworks.lifecycle.LifecycleTypes;
import dev.emulator.fireworks.lifecycle.StateAwaiter;
import dev.emulator.fireworks.lifecycle.Transitions;
import dev.emulator.fireworks.plan.Curve;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.plan.PlanCatalogue;
import dev.emulator.fireworks.plan.PlanChoice;
import dev.emulator.fireworks.plan.PlanSelector;
import dev.emulator.fireworks.protojson.Empty;
import dev.emulator.fireworks.routes.ClientConnection;
import dev.emulator.fireworks.store.ResourceIds;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Resources with states, of any type: which plans they follow and why, and what they will do next. */
@RestController
class ResourceController {

    private static final int LIMIT = 1000;

    private final LifecycleService resources;
    private final LifecycleTypes types;
    private final PlanCatalogue book;
    private final PlanSelector choices;
    private final Transitions transitions;
    private final StateAwaiter waits;
    private final ResourceIds ids;

    ResourceController(
            LifecycleService resources,
            LifecycleTypes types,
            PlanCatalogue book,
            PlanSelector choices,
            Transitions transitions,
            StateAwaiter waits,
            ResourceIds ids) {
        this.resources = resources;
        this.types = types;
        this.book = book;
        this.choices = choices;
        this.transitions = transitions;
        this.waits = waits;
        this.ids = ids;
    }

    /** Lists the first thousand resources with states of an account, the oldest first, of one collection or of all. */
    @GetMapping("/_emulator/v1/accounts/{account}/resources")
    Page<PlannedResource> list(@PathVariable String account, @RequestParam(defaultValue = "") String collection) {
        var found = resources.list(ids.validAccountId(account), collection, LIMIT);
        return new Page<>("resources", found.stream().map(this::planned).toList(), "", found.size());
    }

    /** Returns the plan that a resource follows and the reason, its past transitions, and the next one. */
    @GetMapping("/_emulator/v1/accounts/{account}/resources/{collection}/{id}")
    PlannedResource get(@PathVariable String account, @PathVariable String collection, @PathVariable String id) {
        return planned(resources.require(name(account, collection, id)));
    }

    /** Sets the plan of a resource: one that exists follows it from the state it is in, one that is created later from its creation. */
    @PutMapping("/_emulator/v1/accounts/{account}/resources/{collection}/{id}/plan")
    PlanChoice setPlan(
            @PathVariable String account,
            @PathVariable String collection,
            @PathVariable String id,
            @RequestBody PlanChoice choice) {
        types.require(collection);
        var name = ids.name(account, collection, id);
        var plan = choices.draw(choice, name).because(PlanSelector.setFor(name));
        if (resources.find(name).isPresent()) {
            resources.replan(name, plan);
        }
        choices.set(name, choice);
        return choice;
    }

    /** Tells the plan that was set for a resource. */
    @GetMapping("/_emulator/v1/accounts/{account}/resources/{collection}/{id}/plan")
    PlanChoice getPlan(@PathVariable String account, @PathVariable String collection, @PathVariable String id) {
        return choices.of(name(account, collection, id)).orElseThrow(ApiException::notFound);
    }

    /** Takes back the plan of resources that are created later; one that follows it already goes on doing so. */
    @DeleteMapping("/_emulator/v1/accounts/{account}/resources/{collection}/{id}/plan")
    Empty deletePlan(@PathVariable String account, @PathVariable String collection, @PathVariable String id) {
        choices.set(name(account, collection, id), null);
        return Empty.EMPTY;
    }

    /** Moves a resource that has not ended to a state, now. */
    @PostMapping("/_emulator/v1/accounts/{account}/resources/{collection}/{id}:transition")
    PlannedResource transition(
            @PathVariable String account,
            @PathVariable String collection,
            @PathVariable String id,
            @RequestBody TransitionResourceRequest request) {
        var stage = book.stage(types.require(collection), request.state(), request.code(), request.message());
        return planned(resources.move(name(account, collection, id), stage));
    }

    /** Waits until a resource has come to a state, or to its end, in real time or by moving the account's clock. */
    @PostMapping("/_emulator/v1/accounts/{account}/resources/{collection}/{id}:wait")
    WaitResourceResponse await(
            @PathVariable String account,
            @PathVariable String collection,
            @PathVariable String id,
            @RequestBody WaitResourceRequest request,
            HttpServletRequest client) {
        var type = types.require(collection);
        var name = name(account, collection, id);
        var satisfied = waits.until(
                name,
                request.state().isEmpty()
                        ? ""
                        : book.stage(type, request.state(), "", "").state(),
                request.timeout(),
                ClientConnection.of(client),
                request.advance());
        return new WaitResourceResponse(satisfied, planned(resources.require(name)));
    }

    /** Of a resource that need not exist, so that its id can be any. */
    private ResourceName name(String account, String collection, String id) {
        return new ResourceName(ids.validAccountId(account), collection, id);
    }

    private PlannedResource planned(Found found) {
        return new PlannedResource(
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
     * A resource, why it does what it does, and what it will do.
     *
     * @param name what the API calls it
     * @param ended whether nothing more will happen to it
     * @param stage where on its plan it is, counted from 0
     * @param stageEnteredTime since when
     * @param nextTransitionTime when it moves on; unset where only a call moves it
     * @param nextState what it will be then; empty where it goes away
     * @param transitions what has happened to it
     */
    record PlannedResource(
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
     * The plan that a resource follows.
     *
     * @param why it follows this plan and no other
     * @param reaches how much of the work is done in the end, in percent
     * @param attributes what else becomes of the resource, such as {@code loss} for a training
     * @param settles how long after the end it takes until what is left behind is ready
     */
    record FollowedPlan(
            String name,
            String why,
            List<FollowedStage> stages,
            int reaches,
            Curve curve,
            Map<String, String> attributes,
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
                    plan.attributes(),
                    plan.settles());
        }
    }

    /** @param lasts how long; unset for until a call moves the resource on, or for ever */
    record FollowedStage(String state, @Nullable Duration lasts, String code, String message) {}

    /**
     * @param state with or without its prefix
     * @param code what the resource's status is to say, a name of google.rpc.Code; empty for what is usual in that state
     */
    record TransitionResourceRequest(String state, String code, String message) {}

    /**
     * @param state to wait for; empty for any end
     * @param timeout in real time, up to 60s; empty for 10s
     * @param advance whether to move the account's clock from event to event instead of waiting
     */
    record WaitResourceRequest(String state, String timeout, boolean advance) {}

    /** @param satisfied whether the resource is, or has been, in the state; if not, time was up or it can no longer come to it */
    record WaitResourceResponse(boolean satisfied, PlannedResource resource) {}
}
