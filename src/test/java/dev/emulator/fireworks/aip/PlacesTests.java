package dev.emulator.fireworks.aip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Only so many wait at once. */
class PlacesTests {

    private final Places places = new Places(1, "calls are waiting already");

    @Test
    void whoFindsNoPlaceIsRefused() {
        assertThatThrownBy(() -> places.at(() -> places.at(() -> "second")))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(Code.RESOURCE_EXHAUSTED))
                .hasMessage("1 calls are waiting already");
    }

    @Test
    void aPlaceIsFreeAgainHoweverItWasLeft() {
        assertThatThrownBy(() -> places.at(() -> {
                    throw new IllegalStateException("left in a hurry");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(places.<String, RuntimeException>at(() -> "next")).isEqualTo("next");
    }
}
