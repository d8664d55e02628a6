package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.plan.MatchAttribute;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.plan.PlanAttribute;
import dev.emulator.fireworks.training.TrainingRun;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The properties of trainings that plans can set, and those that plan rules can match. */
public final class TrainingAttributes {

    private static final String DATASET = "dataset";
    private static final String BASE_MODEL = "baseModel";
    private static final String LOSS = "loss";

    public static final List<MatchAttribute> MATCH =
            List.of(new MatchAttribute(DATASET, true), new MatchAttribute(BASE_MODEL, false));

    public static final List<PlanAttribute> PLAN = List.of(new PlanAttribute(
            LOSS, Arrays.stream(TrainingRun.Shape.values()).map(Enum::name).toList()));

    private TrainingAttributes() {}

    /** The attributes of a training that plan rules match. */
    public static Map<String, String> of(String dataset, String baseModel) {
        return Map.of(DATASET, dataset, BASE_MODEL, baseModel);
    }

    /** The shape of the loss curve that a plan sets; the default is natural. */
    public static TrainingRun.Shape shape(Optional<Plan> plan) {
        return plan.map(chosen -> chosen.attributes().getOrDefault(LOSS, ""))
                .filter(loss -> !loss.isEmpty())
                .map(TrainingRun.Shape::valueOf)
                .orElse(TrainingRun.Shape.NATURAL);
    }
}
