package dev.emulator.fireworks.aip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.WithNull;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class PageTokenPropertyTests {

    @Property(tries = 300)
    void aTokenGivesBackItsPosition(@ForAll String binding, @ForAll List<@WithNull String> position) {
        assertThat(PageToken.decode(PageToken.encode(binding, position), binding))
                .isEqualTo(position);
    }

    @Property(tries = 300)
    void aTokenIsSafeInAUrl(@ForAll String binding, @ForAll List<@WithNull String> position) {
        assertThat(PageToken.encode(binding, position)).matches("[A-Za-z0-9_-]+");
    }

    @Property(tries = 300)
    void aTokenWithAnyCharacterChangedIsRefused(
            @ForAll List<@WithNull String> position, @ForAll int where, @ForAll char character) {
        String token = PageToken.encode("jobs", position);
        int at = Math.floorMod(where, token.length());
        String changed = token.substring(0, at) + character + token.substring(at + 1);
        if (!changed.equals(token)) {
            assertRefused(() -> PageToken.decode(changed, "jobs"));
        }
    }

    @Property(tries = 100)
    void aTokenWithAnotherLetterAnywhereIsRefused(@ForAll List<@WithNull String> position, @ForAll int where) {
        String token = PageToken.encode("jobs", position);
        int at = Math.floorMod(where, token.length());
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_="
                .chars()
                .filter(c -> c != token.charAt(at))
                .forEach(c -> assertRefused(
                        () -> PageToken.decode(token.substring(0, at) + (char) c + token.substring(at + 1), "jobs")));
    }

    @Property(tries = 300)
    void aTruncatedTokenIsRefused(@ForAll List<@WithNull String> position, @ForAll int length) {
        String token = PageToken.encode("jobs", position);
        assertRefused(() -> PageToken.decode(token.substring(0, Math.floorMod(length, token.length())), "jobs"));
    }

    @Property(tries = 300)
    void aTokenOfAnotherListIsRefused(@ForAll String binding, @ForAll String other) {
        String token = PageToken.encode(binding, List.of("x"));
        if (!binding.equals(other)) {
            assertRefused(() -> PageToken.decode(token, other));
        }
    }

    @Property(tries = 300)
    void anyOtherTextIsRefused(@ForAll String token) {
        assertRefused(() -> PageToken.decode(token, "jobs"));
    }

    private static void assertRefused(ThrowingCallable decoding) {
        assertThatExceptionOfType(ApiException.class).isThrownBy(decoding).withMessage("invalid page token");
    }
}
