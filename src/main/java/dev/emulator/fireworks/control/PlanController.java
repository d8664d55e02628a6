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

/** Which plans there are, and which resources follow them. */
@RestController
class PlanController {

    private final PlanCatalogue book;
    private final PlanSelector choices;
    private final ResourceIds ids;

    PlanController(PlanCatalogue book, PlanSelector choices, ResourceIds ids) {
        this.book = book;
        this.choices = choices;
        this.ids = ids;
    }

    /** Lists the plans that come with the emulator. */
    @GetMapping("/_emulator/v1/plans")
    Page<ReadyPlan> listReady() {
        var plans = new ArrayList<ReadyPlan>();
        book.ready().forEach((plan, collections) -> plans.add(ReadyPlan.of(plan, collections)));
        return page("plans", plans);
    }

    /** Adds a rule: resources that fit it follow its plan from their creation on. */
    @PostMapping("/_emulator/v1/accounts/{account}/plans")
    PlanRule create(
            @PathVariable String account, @RequestParam(defaultValue = "") String planId, @RequestBody PlanRule rule) {
        var id = planId.isEmpty() ? "" : ids.name(account, "plans", planId).id();
        return choices.addRule(ids.validAccountId(account), id, rule);
    }

    /** Lists the rules in the order in which they are looked at. */
    @GetMapping("/_emulator/v1/accounts/{account}/plans")
    Page<PlanRule> list(@PathVariable String account) {
        return page("plans", choices.rules(ids.validAccountId(account)));
    }

    /** Tells one rule. */
    @GetMapping("/_emulator/v1/accounts/{account}/plans/{plan}")
    PlanRule get(@PathVariable String account, @PathVariable String plan) {
        var name = ids.name(account, "plans", plan).toString();
        return choices.rules(account).stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow(ApiException::notFound);
    }

    /** Takes a rule away; resources that follow its plan go on doing so. */
    @DeleteMapping("/_emulator/v1/accounts/{account}/plans/{plan}")
    Empty delete(@PathVariable String account, @PathVariable String plan) {
        choices.removeRule(account, ids.name(account, "plans", plan).id());
        return Empty.EMPTY;
    }

    /** Sets the plan of all resources that no rule is for. */
    @PutMapping("/_emulator/v1/accounts/{account}/defaultPlan")
    PlanChoice setDefault(@PathVariable String account, @RequestBody PlanChoice choice) {
        choices.setDefault(ids.validAccountId(account), choice);
        return choice;
    }

    /** Tells the plan of all resources that no rule is for. */
    @GetMapping("/_emulator/v1/accounts/{account}/defaultPlan")
    PlanChoice getDefault(@PathVariable String account) {
        return choices.byDefault(ids.validAccountId(account)).orElseThrow(ApiException::notFound);
    }

    /** Lets resources that no rule is for follow the server's own plan again. */
    @DeleteMapping("/_emulator/v1/accounts/{account}/defaultPlan")
    Empty deleteDefault(@PathVariable String account) {
        choices.setDefault(ids.validAccountId(account), null);
        return Empty.EMPTY;
    }

    /**
     * A plan that comes with the emulator.
     *
     * @param collections whose resources can follow it
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
