package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.Durations;
import dev.emulator.fireworks.lifecycle.Plan.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Knows the plans that come with the emulator, and makes plans of templates. */
@Component
public class PlanCatalogue {

    private final StateModel kind;

    PlanCatalogue(StateModel kind) {
        this.kind = kind;
    }

    /** The plans that come with the emulator. */
    public List<PlanTemplate> ready() {
        return kind.ready();
    }

    /** @param field of the request that holds the name, for the refusal */
    public PlanTemplate ready(String field, String name) {
        return ready().stream()
                .filter(plan -> plan.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiException.invalidArgument(
                        field,
                        "there is no plan \"" + name + "\"; there are "
                                + ready().stream().map(PlanTemplate::name).collect(Collectors.joining(", "))));
    }

    /** Refuses what cannot be followed. */
    public void check(@Nullable PlanChoice choice) {
        plan(choice, 0);
    }

    /** @throws IllegalArgumentException for a plan that nothing could follow */
    public void check(Plan plan) {
        plan.check(kind.states());
    }

    /** @param seed from which durations are drawn */
    public Plan plan(@Nullable PlanChoice choice, long seed) {
        if (choice == null || choice.use().isEmpty() == (choice.plan() == null)) {
            throw ApiException.invalidArgument("plan", "one of use and plan must be given");
        }
        var template = choice.plan();
        return template == null ? plan(ready("use", choice.use()), seed) : plan(template, seed);
    }

    /** The stage in which something is that is moved to a state by hand. */
    public Stage stage(String state, String code, String message) {
        return stage("", new PlanTemplate.Stage(state, "", null, code, message), new SplittableRandom(0));
    }

    private Plan plan(PlanTemplate template, long seed) {
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
            if (!stages.isEmpty() && kind.isEnding(stages.get(stages.size() - 1).state())) {
                throw ApiException.invalidArgument(
                        field, field + ": nothing comes after a state in which a job has ended");
            }
            stages.add(stage(field + ".", stage, random));
        }
        var last = stages.get(stages.size() - 1);
        if (last.lasts() != null) {
            var field = "plan.stages[" + (stages.size() - 1) + "]";
            throw ApiException.invalidArgument(
                    field, field + ": nothing comes after the last stage, so it lasts for ever");
        }
        var settles = settles(template, last);
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
                loss(template),
                "");
    }

    private Stage stage(String field, PlanTemplate.Stage template, RandomGenerator random) {
        var state = kind.state(template.state())
                .orElseThrow(() -> ApiException.invalidArgument(
                        field + "state",
                        "there is no state \"" + template.state() + "\"; there are "
                                + String.join(", ", kind.states())));
        var stage = kind.stage(state, lasts(field, template, random));
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

    /** Known to be a stage that can be lasted out. */
    private static Duration longest(PlanTemplate.Stage stage) {
        var drawn = stage.drawn();
        return drawn != null
                ? drawn.longest()
                : stage.lasts().isEmpty() ? Duration.ZERO : Durations.parse("lasts", stage.lasts());
    }

    private @Nullable Duration settles(PlanTemplate template, Stage last) {
        if (template.settles().isEmpty()) {
            return null;
        }
        if (!kind.leavesSomething(last.state())) {
            throw ApiException.invalidArgument(
                    "plan.settles", "plan.settles: a job that ends in " + last.state() + " leaves no model behind");
        }
        return Durations.parse("plan.settles", template.settles());
    }

    private String loss(PlanTemplate template) {
        var loss = template.loss().toUpperCase(Locale.ROOT);
        if (!loss.isEmpty() && !kind.losses().contains(loss)) {
            throw ApiException.invalidArgument(
                    "plan.loss", "plan.loss must be one of " + String.join(", ", kind.losses()));
        }
        return loss;
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
