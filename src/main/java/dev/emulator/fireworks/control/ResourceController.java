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

/** Shows the plans of resources with states, sets plans, and moves or awaits states. */
@RestController
class ResourceController {

    private static final int LIMIT = 1000;

    private final LifecycleService resources;
    private final LifecycleTypes types;
    private final PlanCatalogue catalogue;
    private final PlanSelector selector;
    private final Transitions transitions;
    private final StateAwaiter waits;
    private final ResourceIds ids;

    ResourceController(
            LifecycleService resources,
            LifecycleTypes types,
            PlanCatalogue catalogue,
            PlanSelector selector,
            Transitions transitions,
            StateAwaiter waits,
            ResourceIds ids) {
        this.resources = resources;
        this.types = types;
        this.catalogue = catalogue;
        this.selector = selector;
        this.transitions = transitions;
        this.waits = waits;
        this.ids = ids;
    }

    /** Lists up to 1000 of the account's resources that have states, the oldest first. The parameter `collection` selects one collection. */
    @GetMapping("/_emulator/v1/accounts/{account}/resources")
    Page<PlannedResource> list(@PathVariable String account, @RequestParam(defaultValue = "") String collection) {
        var found = resources.list(ids.validAccountId(account), collection, LIMIT);
        return new Page<>("resources", found.stream().map(this::planned).toList(), "", found.size());
    }

    /** Returns the plan of a resource, why it was selected, the past transitions and the next one. */
    @GetMapping("/_emulator/v1/accounts/{account}/resources/{collection}/{id}")
    PlannedResource get(@PathVariable String account, @PathVariable String collection, @PathVariable String id) {
        return planned(resources.require(name(account, collection, id)));
    }

    /** Sets the plan of a resource. If the resource exists, it follows the plan from its current state; otherwise, from its creation. */
    @PutMapping("/_emulator/v1/accounts/{account}/resources/{collection}/{id}/plan")
    PlanChoice setPlan(
            @PathVariable String account,
            @PathVariable String collection,
            @PathVariable String id,
            @RequestBody PlanChoice choice) {
        types.require(collection);
        var name = ids.name(account, collection, id);
        var plan = selector.draw(choice, name).because(PlanSelector.setFor(name));
        if (resources.find(name).isPresent()) {
            resources.replan(name, plan);
        }
        selector.set(name, choice);
        return choice;
    }

    /** Returns the plan that was set for a resource. */
    @GetMapping("/_emulator/v1/accounts/{account}/resources/{collection}/{id}/plan")
    PlanChoice getPlan(@PathVariable String account, @PathVariable String collection, @PathVariable String id) {
        return selector.of(name(account, collection, id)).orElseThrow(ApiException::notFound);
    }

    /** Removes the plan that was set for a resource. A resource that already follows it keeps it. */
    @DeleteMapping("/_emulator/v1/accounts/{account}/resources/{collection}/{id}/plan")
    Empty deletePlan(@PathVariable String account, @PathVariable String collection, @PathVariable String id) {
        selector.set(name(account, collection, id), null);
        return Empty.EMPTY;
    }

    /** Changes the state of a resource immediately. A resource in a final state cannot be changed. */
    @PostMapping("/_emulator/v1/accounts/{account}/resources/{collection}/{id}:transition")
    PlannedResource transition(
            @PathVariable String account,
            @PathVariable String collection,
            @PathVariable String id,
            @RequestBody TransitionResourceRequest request) {
        var stage = catalogue.stage(types.require(collection), request.state(), request.code(), request.message());
        return planned(resources.move(name(account, collection, id), stage));
    }

    /** Waits until a resource reaches a state, or any final state. With `advance`, it advances the account's clock instead of waiting in real time. */
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
                        : catalogue.stage(type, request.state(), "", "").state(),
                request.timeout(),
                ClientConnection.of(client)::isOpen,
                request.advance());
        return new WaitResourceResponse(satisfied, planned(resources.require(name)));
    }

    /** Does not validate the id, as the resource need not exist. */
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
     * A resource with its plan, its past transitions and the next one.
     *
     * @param name the full name in the API
     * @param ended whether the resource is in a final state
     * @param stage the index of the current stage in the plan, from 0
     * @param stageEnteredTime when the current stage began
     * @param nextTransitionTime when the resource leaves its stage; unset if only a call moves it
     * @param nextState the next state; empty if the resource is deleted then
     * @param transitions the past transitions
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
     * @param why why this plan was selected
     * @param reaches the progress at the end, in percent
     * @param attributes further outcomes, such as {@code loss} for a training
     * @param settles how long after the end the results become available
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

    /**
     * One stage of a plan.
     *
     * @param lasts its duration; unset if only a call ends the stage, or nothing does
     */
    record FollowedStage(String state, @Nullable Duration lasts, String code, String message) {}

    /**
     * The state to move a resource to.
     *
     * @param state with or without its prefix
     * @param code the code of the resource's status, a name of google.rpc.Code; empty for the usual one of the state
     * @param message the message of the resource's status
     */
    record TransitionResourceRequest(String state, String code, String message) {}

    /**
     * The state to wait for.
     *
     * @param state with or without its prefix; empty for any final state
     * @param timeout in real time, 60s at most; 10s by default
     * @param advance whether to move the account's clock from event to event instead of waiting
     */
    record WaitResourceRequest(String state, String timeout, boolean advance) {}

    /**
     * The result of waiting for a state.
     *
     * @param satisfied whether the resource is or has been in the state. If false, the timeout passed, or the resource can no longer reach
     *     the state
     */
    record WaitResourceResponse(boolean satisfied, PlannedResource resource) {}
}
