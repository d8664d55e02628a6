package dev.emulator.fireworks.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emulator.fireworks.JobPlanProperties;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Which plans of one's own are possible. */
class JobPlansTests {

    @ParameterizedTest
    @EnumSource(JobState.class)
    void everyStateCanBeWhereAPlanEnds(JobState state) {
        assertThat(plans("lifecycle.stages", "RUNNING 5s," + state.shortName())
                        .initial()
                        .stages()
                        .get(1)
                        .state())
                .isEqualTo(state.name());
    }

    @Test
    void nothingComesAfterAnEnding() {
        assertThatThrownBy(() -> plans("lifecycle.stages", "COMPLETED 1s,RUNNING"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("emulator.lifecycle.stages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1s", "3651d", "P300000000D"})
    void aDurationThatNoDatabaseCanAddIsRefused(String duration) {
        assertThatThrownBy(() -> plans("lifecycle.durations.running", duration))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("emulator.lifecycle.durations.running");
        assertThatThrownBy(() -> plans("lifecycle.stages", "RUNNING " + duration))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("emulator.lifecycle.stages");
    }

    private static JobPlans plans(String setting, String value) {
        var source = new MapConfigurationPropertySource(Map.of("emulator." + setting, value));
        return new JobPlans(new Binder(source).bindOrCreate("emulator.lifecycle", JobPlanProperties.class));
    }
}
