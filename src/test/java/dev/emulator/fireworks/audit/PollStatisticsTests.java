package dev.emulator.fireworks.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.journal.Noted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollStatisticsTests {

    private final Noted noted = new Noted();

    private PollingReport.Poller poller() {
        return new PollStatistics(noted.journal.evidence("me", 0).entries(), List.of(), "DONE"::equals)
                .report(List.of(), false);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 0s, 0s, 1",
        "10, 9s, 9s, 1",
        "10, 10s, 0s, 0",
        "10, 0s, 10s, 0",
        "10, 11s, 0s, 0",
        "'Sat, 10 Oct 2026 16:11:02 GMT', 9s, 0s, 1",
        "'Sat, 10 Oct 2026 16:11:02 GMT', 10s, 0s, 0",
        "soon, 0s, 0s, 0",
        "99999999999999999999, 0s, 0s, 0"
    })
    void aRetryAfterIsIgnoredByWhoComesTooEarlyByBothClocks(
            String retryAfter, String byAccountClock, String byRealClock, int ignored) {
        noted.note("/job", 429, Map.of("Retry-After", retryAfter));
        noted.pass(Duration.parse("PT" + byAccountClock), Duration.parse("PT" + byRealClock));
        noted.note("/job", 200, Map.of());
        assertThat(poller().retryAfterIgnored()).isEqualTo(ignored);
    }

    @ParameterizedTest
    @CsvSource({"429, 10, 10, 1", "503, 10, 11, 1", "500, 10, 10, 1", "429, 10, 9, 2", "429, , 10, 2", "404, 10, 10, 2"
    })
    void aRetryThatWaitedForRetryAfterIsNoPoll(int status, String retryAfter, long seconds, int polls) {
        noted.note("/job", status, retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter));
        noted.pass(Duration.ofSeconds(seconds), Duration.ZERO);
        noted.note("/job", 200, Map.of());
        assertThat(poller().polls()).isEqualTo(polls);
        assertThat(poller().byAccountClock() == null).isEqualTo(polls == 1);
    }

    @Test
    void aRetryAfterThatNobodyCameBackToIsNotIgnored() {
        noted.note("/job", 429, Map.of("Retry-After", "10"));
        assertThat(poller().retryAfterIgnored()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'1', false",
        "'1,1', false",
        "'1,2', true",
        "'1,2,4,8', true",
        "'8,4,2,1', false",
        "'5,5,5,5', false",
        "'2,1,4,3,8,6', true",
        "'0,0,0', false"
    })
    void intervalsThatGrowAreABackOff(String seconds, boolean backoff) {
        noted.note("/job", 200, Map.of());
        for (var each : seconds.split(",")) {
            noted.pass(Duration.ZERO, Duration.ofSeconds(Long.parseLong(each)));
            noted.note("/job", 200, Map.of());
        }
        assertThat(poller().backoff()).isEqualTo(backoff);
    }
}
