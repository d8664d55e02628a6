package dev.emulator.fireworks.aip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameAndErrorTests {

    @Test
    void aResourceNameIsReadAndWrittenInOneForm() {
        var name = new ResourceName("acme", "datasets", "d-1");

        assertThat(name).hasToString("accounts/acme/datasets/d-1");
        assertThat(ResourceName.parse(name.toString())).contains(name);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "accounts",
                "accounts/acme",
                "accounts/acme/datasets",
                "accounts/acme/datasets/",
                "accounts//datasets/d",
                "accounts/acme/datasets/d/",
                "accounts/acme/datasets/d/x",
                "/accounts/acme/datasets/d",
                "users/acme/datasets/d",
                "accounts/acme/ /d",
            })
    void whatIsNoResourceNameIsNotRead(String name) {
        assertThat(ResourceName.parse(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "0",
                "a-b",
                "llama-v3p1-8b",
                "123456789012345678901234567890123456789012345678901234567890123"
            })
    void idsAreLowerCaseLettersDigitsAndInnerHyphens(String id) {
        assertThat(ResourceName.isValidId(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "-a",
                "a-",
                "A",
                "a_b",
                "a.b",
                "a b",
                "é",
                "a:cancel",
                "a\n",
                "1234567890123456789012345678901234567890123456789012345678901234",
            })
    void otherIdsAreNotValid(String id) {
        assertThat(ResourceName.isValidId(id)).isFalse();
    }

    @Test
    void anErrorHasItsCodeMessageAndViolationsAndNoStackTrace() {
        var e = ApiException.invalidArgument(
                List.of(new FieldViolation("epochs", "too many"), new FieldViolation("dataset", "missing")));

        assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(e).hasMessage("too many");
        assertThat(e.violations()).hasSize(2);
        assertThat(e.getStackTrace()).isEmpty();
        assertThat(ApiException.notFound()).hasMessage("resource not found");
        assertThat(ApiException.invalidArgument(List.of()).getMessage()).isNotNull();
    }

    @Test
    void codesKeepTheirNumbers() {
        assertThat(Code.values())
                .hasSize(17)
                .allSatisfy(code -> assertThat(code.number()).isEqualTo(code.ordinal()));
    }
}
