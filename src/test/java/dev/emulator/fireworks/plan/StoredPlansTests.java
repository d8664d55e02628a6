package dev.emulator.fireworks.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.plan.PlanSelector.Settings;
import dev.emulator.fireworks.protojson.ProtoJson;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was kept when fine-tuning jobs were the only resources with states is still understood. */
class StoredPlansTests {

    private static Settings settings(String text) {
        return new ProtoJson().readStored(StoredPlans.settings(text), Settings.class);
    }

    @Test
    void aLossIsAnAttributeOfThePlan() {
        var plan = PlanCodec.parse("""
                {"name": "diverges", "stages": [{"state": "JOB_STATE_COMPLETED", "lasts": null, "progresses": false,
                    "code": "OK", "message": ""}], "removes": false, "reaches": 100, "curve": "LINEAR",
                    "settles": "30s", "loss": "DIVERGE", "why": "default of the server"}""");
        assertThat(plan.attributes()).isEqualTo(Map.of("loss", "DIVERGE"));
        assertThat(plan.settles()).hasSeconds(30);
        assertThat(plan.why()).isEqualTo("default of the server");
    }

    @Test
    void noLossIsNoAttribute() {
        var plan = PlanCodec.parse("""
                {"name": "fast", "stages": [{"state": "JOB_STATE_RUNNING", "message": "\\"loss\\""}], "loss": ""}""");
        assertThat(plan.attributes()).isEmpty();
        assertThat(plan.name()).isEqualTo("fast");
    }

    @Test
    void whatRulesMatchIsFoundUnderItsNameOfToday() {
        var rules = settings("""
                {"rules": [{"name": "accounts/acme/plans/r", "match": {"jobId": "ft-*", "displayName": "d", "dataset": "train",
                    "baseModel": "", "type": "supervised*"}, "choice": {"use": "", "plan": {"name": "mine",
                    "stages": [{"state": "COMPLETED"}], "loss": "NAN"}}}], "byDefault": null, "byJob": {}}""").rules();
        var match = new PlanRule.Match("supervised*", "ft-*", "d", Map.of("dataset", "train"));
        assertThat(rules).singleElement().satisfies(rule -> {
            assertThat(rule.name()).isEqualTo("accounts/acme/plans/r");
            assertThat(rule.match()).isEqualTo(match);
            assertThat(rule.choice().plan().attributes()).isEqualTo(Map.of("loss", "NAN"));
        });
    }

    @Test
    void aPlanThatWasSetForAnIdHoldsInAnyCollection() {
        var settings = settings("""
                {"byDefault": {"use": "", "plan": {"stages": [{"state": "COMPLETED"}], "loss": "PLATEAU"}},
                 "byJob": {"doomed": {"use": "fails"}}}""");
        assertThat(settings.byResource()).isEqualTo(Map.of("*/doomed", new PlanChoice("fails", null)));
        assertThat(settings.byDefault().plan().attributes()).isEqualTo(Map.of("loss", "PLATEAU"));
    }

    @Test
    void whatIsWrittenTodayIsReadAsItIs() {
        var text = """
                {"rules":[],"byDefault":null,"byResource":{"tickets/one":{"use":"fails","plan":null}}}""";
        assertThat(settings(text).byResource()).containsOnlyKeys("tickets/one");
        assertThat(StoredPlans.plan("{\"attributes\":{\"loss\":\"NAN\"}}"))
                .isEqualTo("{\"attributes\":{\"loss\":\"NAN\"}}");
    }
}
