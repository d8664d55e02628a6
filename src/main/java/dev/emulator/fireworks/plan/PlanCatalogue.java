package dev.emulator.fireworks.plan;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.Durations;
import dev.emulator.fireworks.plan.Plan.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists the predefined plans, and creates plans from templates. */
@Component
public class PlanCatalogue {

    private final PlannedTypes<?> types;

    PlanCatalogue(PlannedTypes<?> types) {
        this.types = types;
    }

    /** The predefined plans, each with the collections whose resources can follow it. */
    public Map<PlanTemplate, List<String>> ready() {
        var ready = new LinkedHashMap<PlanTemplate, List<String>>();
        for (var type : types.all()) {
            type.readyPlans()
                    .forEach(plan -> ready.computeIfAbsent(plan, key -> new ArrayList<>())
                            .add(type.collection()));
        }
        return ready;
    }

    private static PlanTemplate ready(PlannedType type, String name) {
        return type.readyPlans().stream()
                .filter(plan -> plan.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknownPlan(name, List.of(type)));
    }

    private static ApiException unknownPlan(String name, List<? extends PlannedType> types) {
        var known = types.stream()
                .flatMap(type -> type.readyPlans().stream())
                .map(PlanTemplate::name)
                .distinct();
        return ApiException.invalidArgument(
                "use",
                "unknown plan \"" + name + "\"; the predefined plans are " + known.collect(Collectors.joining(", ")));
    }

    /**
     * Refuses a choice that none of the types can follow, with the reason for the type that knows most of its states and attributes.
     *
     * @param candidates at least one type
     */
    void check(List<? extends PlannedType> candidates, @Nullable PlanChoice choice) {
        if (candidates.stream().anyMatch(type -> fits(type, choice))) {
            return;
        }
        var template = choice == null ? null : choice.plan();
        if (choice != null && template == null && !choice.use().isEmpty()) {
            throw unknownPlan(choice.use(), candidates);
        }
        var nearest = candidates.stream()
                .max(Comparator.comparingLong(type -> template == null ? 0 : known(type, template)))
                .orElseThrow();
        plan(nearest, choice, 0);
    }

    private static long known(PlannedType type, PlanTemplate template) {
        var states = type.stateModel();
        var known = template.stages().stream()
                .filter(stage -> states.state(stage.state()).isPresent())
                .count();
        var attributes = type.planAttributes().stream()
                .filter(attribute -> template.attributes().containsKey(attribute.name()))
                .count();
        var settles = !template.settles().isEmpty() && states.states().stream().anyMatch(states::canSettle);
        return known + attributes + (settles ? 1 : 0);
    }

    /** Whether resources of a type can follow a choice: all its states and attributes exist in that type. */
    boolean fits(PlannedType type, @Nullable PlanChoice choice) {
        try {
            plan(type, choice, 0);
            return true;
        } catch (ApiException e) {
            return false;
        }
    }

    /** @param seed seed of random durations */
    public Plan plan(PlannedType type, @Nullable PlanChoice choice, long seed) {
        if (choice == null || choice.use().isEmpty() == (choice.plan() == null)) {
            throw ApiException.invalidArgument("plan", "one of use and plan must be given");
        }
        var template = choice.plan();
        return plan(type, template == null ? ready(type, choice.use()) : template, seed);
    }

    /** The stage of a resource that a request moves to a state. */
    public Stage stage(PlannedType type, String state, String code, String message) {
        return stage(type, "", new PlanTemplate.Stage(state, "", null, code, message), new SplittableRandom(0));
    }

    private static Plan plan(PlannedType type, PlanTemplate template, long seed) {
        if (template.stages().isEmpty() || template.stages().size() > Plan.MOST_STAGES) {
            throw ApiException.invalidArgument("plan.stages", "a plan has 1 to " + Plan.MOST_STAGES + " stages");
        }
        if (template.reaches() < 0 || template.reaches() > 100) {
            throw ApiException.invalidArgument("plan.reaches", "plan.reaches must be a percentage, 0 to 100");
        }
        var random = new SplittableRandom(seed);
        var stages = new ArrayList<Stage>();
        for (var stage : template.stages()) {
            var field = "plan.stages[" + stages.size() + "]";
            if (!stages.isEmpty()
                    && type.stateModel()
                            .isTerminal(stages.get(stages.size() - 1).state())) {
                throw ApiException.invalidArgument(field, field + ": no stage can follow a terminal state");
            }
            stages.add(stage(type, field + ".", stage, random));
        }
        var last = stages.get(stages.size() - 1);
        if (last.lasts() != null) {
            var field = "plan.stages[" + (stages.size() - 1) + "]";
            throw ApiException.invalidArgument(
                    field, field + ": the last stage lasts for ever, so it cannot have a duration");
        }
        var settles = settles(type, template, last);
        var longest = template.stages().stream()
                .map(PlanCatalogue::longest)
                .reduce(settles == null ? Duration.ZERO : settles, Duration::plus);
        if (longest.compareTo(Plan.LONGEST) > 0) {
            throw ApiException.invalidArgument("plan.stages", "plan.stages: " + Plan.TOO_LONG);
        }
        return new Plan(
                template.name().isEmpty() ? "custom" : template.name(),
                stages,
                false,
                template.reaches(),
                template.curve(),
                settles,
                attributes(type, template),
                "");
    }

    private static Stage stage(PlannedType type, String field, PlanTemplate.Stage template, RandomGenerator random) {
        var state = type.stateModel()
                .state(template.state())
                .orElseThrow(() -> ApiException.invalidArgument(
                        field + "state",
                        "unknown state \"" + template.state() + "\"; the states are "
                                + String.join(", ", type.stateModel().states())));
        var stage = type.stateModel().stage(state, lasts(field, template, random));
        var code = template.code().isEmpty() ? stage.code() : code(field + "code", template.code());
        var message = template.code().isEmpty() && template.message().isEmpty() ? stage.message() : template.message();
        return new Stage(stage.state(), stage.lasts(), stage.progresses(), code, message);
    }

    private static @Nullable Duration lasts(String field, PlanTemplate.Stage template, RandomGenerator random) {
        var drawn = template.drawn();
        if (drawn != null && !template.lasts().isEmpty()) {
            throw ApiException.invalidArgument(field + "lasts", "only one of lasts and drawn may be given");
        }
        if (drawn != null) {
            return drawn.draw(field + "drawn", random);
        }
        return template.lasts().isEmpty() ? null : Durations.parse(field + "lasts", template.lasts());
    }

    /** Expects a stage whose duration is valid. */
    private static Duration longest(PlanTemplate.Stage stage) {
        var drawn = stage.drawn();
        return drawn != null
                ? drawn.longest()
                : stage.lasts().isEmpty() ? Duration.ZERO : Durations.parse("lasts", stage.lasts());
    }

    private static @Nullable Duration settles(PlannedType type, PlanTemplate template, Stage last) {
        if (template.settles().isEmpty()) {
            return null;
        }
        if (!type.stateModel().canSettle(last.state())) {
            throw ApiException.invalidArgument(
                    "plan.settles", "plan.settles: a resource that ends in " + last.state() + " has no results");
        }
        return Durations.parse("plan.settles", template.settles());
    }

    private static Map<String, String> attributes(PlannedType type, PlanTemplate template) {
        var attributes = new LinkedHashMap<String, String>();
        template.attributes().forEach((name, text) -> {
            var field = "plan.attributes." + name;
            var known = type.planAttributes().stream()
                    .filter(attribute -> attribute.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> ApiException.invalidArgument(
                            field, field + ": plans of " + type.collection() + " have no such attribute"));
            attributes.put(name, known.parse(field, text));
        });
        return attributes;
    }

    private static Code code(String field, String name) {
        return Arrays.stream(Code.values())
                .filter(code -> code.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ApiException.invalidArgument(
                        field,
                        field + " must be one of "
                                + Arrays.stream(Code.values()).map(Code::name).collect(Collectors.joining(", "))));
    }
}
