package dev.emulator.fireworks.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.aip.ResourceName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestAccountTests {

    @ParameterizedTest
    @CsvSource({
        "TunerTests, resumesAJob, t-tuner-tests-resumes-ajob-",
        "Größe, 'ein Test, mit Text', t-gr-e-ein-test-mit-text-",
        "_1, $2, t-1-2-",
        "VeryLongNameOfAClassThatSomebodyHasWritten, andOfAMethodThatIsEvenLonger, t-very-long-name-of-aclass-that-somebody-has-written-"
    })
    void anAccountTellsWhoseItIs(String type, String method, String beginning) {
        var account = TestAccount.of(type, method);
        assertThat(account).startsWith(beginning).matches(ResourceName::isValidId);
    }

    @Test
    void noTwoAreTheSame() {
        assertThat(TestAccount.of("A", "b")).isNotEqualTo(TestAccount.of("A", "b"));
    }
}
