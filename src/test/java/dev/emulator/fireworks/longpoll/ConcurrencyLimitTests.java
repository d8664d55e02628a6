package dev.emulator.fireworks.longpoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Only so many wait at once. */
class ConcurrencyLimitTests {

    private final ConcurrencyLimit limit = new ConcurrencyLimit(3, 2, "calls are waiting already");

    @Test
    void whoFindsNoPlaceIsRefused() {
        assertRefused(3, () -> at("a", () -> at("b", () -> at("c", () -> at("d", () -> "fourth")))));
    }

    @Test
    void noAccountTakesThePlacesOfOthers() {
        assertRefused(2, () -> at("a", () -> at("a", () -> at("a", () -> "third"))));
        assertThat(at("a", () -> at("a", () -> at("b", () -> "third")))).isEqualTo("third");
    }

    @Test
    void aPlaceIsFreeAgainHoweverItWasLeft() {
        for (var i = 0; i < 4; i++) {
            assertThatThrownBy(() -> at("a", () -> {
                        throw new IllegalStateException("left in a hurry");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(at("a", () -> at("a", () -> at("b", () -> "next")))).isEqualTo("next");
    }

    private String at(String account, ConcurrencyLimit.Task<String, RuntimeException> doing) {
        return limit.run(account, doing);
    }

    private static void assertRefused(int number, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(Code.RESOURCE_EXHAUSTED))
                .hasMessage(number + " calls are waiting already");
    }
}
