package dev.emulator.fireworks.control;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.plan.Curve;
import dev.emulator.fireworks.plan.PlanCatalogue;
import dev.emulator.fireworks.plan.PlanChoice;
import dev.emulator.fireworks.plan.PlanRule;
import dev.emulator.fireworks.plan.PlanSelector;
import dev.emulator.fireworks.plan.PlanTemplate;
import dev.emulator.fireworks.protojson.Empty;
import dev.emulator.fireworks.store.ResourceIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists the predefined plans, and manages the rules and the default that select plans for resources. */
@RestController
class PlanController {

    private final PlanCatalogue catalogue;
    private final PlanSelector selector;
    private final ResourceIds ids;

    PlanController(PlanCatalogue catalogue, PlanSelector selector, ResourceIds ids) {
        this.catalogue = catalogue;
        this.selector = selector;
        this.ids = ids;
    }

    /** Lists the predefined plans. */
    @GetMapping("/_emulator/v1/plans")
    Page<ReadyPlan> listReady() {
        var plans = new ArrayList<ReadyPlan>();
        catalogue.ready().forEach((plan, collections) -> plans.add(ReadyPlan.of(plan, collections)));
        return page("plans", plans);
    }

    /** Adds a plan rule. Resources that are created later and match the rule follow its plan. */
    @PostMapping("/_emulator/v1/accounts/{account}/plans")
    PlanRule create(
            @PathVariable String account, @RequestParam(defaultValue = "") String planId, @RequestBody PlanRule rule) {
        var id = planId.isEmpty() ? "" : ids.name(account, "plans", planId).id();
        return selector.addRule(ids.validAccountId(account), id, rule);
    }

    /** Lists the account's plan rules in the order in which they are evaluated. */
    @GetMapping("/_emulator/v1/accounts/{account}/plans")
    Page<PlanRule> list(@PathVariable String account) {
        return page("plans", selector.rules(ids.validAccountId(account)));
    }

    /** Returns a plan rule. */
    @GetMapping("/_emulator/v1/accounts/{account}/plans/{plan}")
    PlanRule get(@PathVariable String account, @PathVariable String plan) {
        var name = ids.name(account, "plans", plan).toString();
        return selector.rules(account).stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow(ApiException::notFound);
    }

    /** Deletes a plan rule. Resources that already follow its plan keep it. */
    @DeleteMapping("/_emulator/v1/accounts/{account}/plans/{plan}")
    Empty delete(@PathVariable String account, @PathVariable String plan) {
        selector.removeRule(account, ids.name(account, "plans", plan).id());
        return Empty.EMPTY;
    }

    /** Sets the account's default plan, for resources that match no rule. */
    @PutMapping("/_emulator/v1/accounts/{account}/defaultPlan")
    PlanChoice setDefault(@PathVariable String account, @RequestBody PlanChoice choice) {
        selector.setDefault(ids.validAccountId(account), choice);
        return choice;
    }

    /** Returns the account's default plan. */
    @GetMapping("/_emulator/v1/accounts/{account}/defaultPlan")
    PlanChoice getDefault(@PathVariable String account) {
        return selector.byDefault(ids.validAccountId(account)).orElseThrow(ApiException::notFound);
    }

    /** Deletes the account's default plan, so that the plan from the settings applies again. */
    @DeleteMapping("/_emulator/v1/accounts/{account}/defaultPlan")
    Empty deleteDefault(@PathVariable String account) {
        selector.setDefault(ids.validAccountId(account), null);
        return Empty.EMPTY;
    }

    /**
     * A predefined plan.
     *
     * @param collections the collections whose resources can follow the plan
     */
    record ReadyPlan(
            String name,
            String description,
            List<String> collections,
            List<PlanTemplate.Stage> stages,
            int reaches,
            Curve curve,
            Map<String, String> attributes,
            String settles) {

        private static ReadyPlan of(PlanTemplate plan, List<String> collections) {
            return new ReadyPlan(
                    plan.name(),
                    plan.description(),
                    collections,
                    plan.stages(),
                    plan.reaches(),
                    plan.curve(),
                    plan.attributes(),
                    plan.settles());
        }
    }

    private static <T> Page<T> page(String collection, List<T> items) {
        return new Page<>(collection, items, "", items.size());
    }
}
