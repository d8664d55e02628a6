package dev.emulator.fireworks.plan;

import dev.emulator.fireworks.protojson.JsonText;
import dev.emulator.fireworks.protojson.ProtoJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Upgrades plans that were stored by versions in which only fine-tuning jobs had states. There, today's attributes were fields, and plans
 * were set for the id of a job without its collection.
 */
final class StoredPlans {

    private static final ProtoJson JSON = new ProtoJson();

    private static final String LOSS = "loss";

    /** Former names of the fields of a rule's match, with today's names. */
    private static final Map<String, String> MATCH = Map.of("jobId", "id", "type", "collection");

    private StoredPlans() {}

    /** Returns the stored text of a plan in today's format. */
    static String plan(String text) {
        return text.contains("\"" + LOSS + "\"") && tree(text) instanceof ObjectNode plan && upgradePlan(plan)
                ? JSON.mapper().writeValueAsString(plan)
                : text;
    }

    /** Returns the stored text of an account's plan settings in today's format. */
    static String settings(String text) {
        if (!(tree(text) instanceof ObjectNode settings)) {
            return text;
        }
        settings.path("rules").forEach(StoredPlans::upgradeRule);
        upgradeChoice(settings.path("byDefault"));
        if (settings.remove("byJob") instanceof ObjectNode byJob) {
            var byResource = settings.withObjectProperty("byResource");
            byJob.forEachEntry((id, choice) -> {
                upgradeChoice(choice);
                byResource.set(PlanSelector.key(PlanSelector.ANY, id), choice);
            });
        }
        return JSON.mapper().writeValueAsString(settings);
    }

    private static JsonNode tree(String text) {
        return JsonText.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void upgradeRule(JsonNode rule) {
        upgradeChoice(rule.path("choice"));
        if (rule.path("match") instanceof ObjectNode match) {
            MATCH.forEach((former, name) -> {
                if (match.has(former)) {
                    match.set(name, match.remove(former));
                }
            });
            moveToAttributes(match, "dataset");
            moveToAttributes(match, "baseModel");
        }
    }

    private static void upgradeChoice(JsonNode choice) {
        if (choice.path("plan") instanceof ObjectNode plan) {
            upgradePlan(plan);
        }
    }

    private static boolean upgradePlan(ObjectNode plan) {
        return moveToAttributes(plan, LOSS);
    }

    private static boolean moveToAttributes(ObjectNode message, String field) {
        var value = message.path(field);
        if (!value.isString()) {
            return false;
        }
        message.remove(field);
        if (!value.stringValue().isEmpty()) {
            message.withObjectProperty("attributes").set(field, value);
        }
        return true;
    }
}
