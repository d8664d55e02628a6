package dev.emulator.fireworks.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ExchangeTests {

    private final Noted noted = new Noted();
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/v1/accounts/me/datasets");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    private List<Entry> entries() {
        return noted.journal.evidence("me", 0).entries();
    }

    private Entry only() {
        assertThat(entries()).hasSize(1);
        return entries().get(0);
    }

    @Test
    void aRequestIsNotedBeforeTheLastByteOfAnAnnouncedAnswerGoesOut() throws IOException {
        var out = noted.exchange(request, response).response();
        out.setContentLength(4);
        out.getOutputStream().write(new byte[] {1, 2, 3});
        assertThat(entries()).isEmpty();
        out.getOutputStream().write(4);
        assertThat(only().answer().bytes()).containsExactly(1, 2, 3, 4);
        assertThat(only().lost()).isFalse();
    }

    @Test
    void anAnswerOfUnknownLengthIsNotedWhenAllIsDone() throws IOException {
        var exchange = noted.exchange(request, response);
        exchange.response().getOutputStream().write(new byte[300]);
        exchange.response().flushBuffer();
        assertThat(entries()).isEmpty();
        noted.pass(Duration.ZERO, Duration.ofSeconds(3));
        exchange.filtersAreDone();
        assertThat(only().duration()).isEqualTo(Duration.ofSeconds(3));
        assertThat(only().answer().bytes()).hasSize(Noted.BODY);
        assertThat(only().answer().size()).isEqualTo(300);
    }

    @Test
    void theTimesOfTheFirstAndTheLastByteAreRecorded() throws IOException {
        var exchange = noted.exchange(request, response);
        noted.pass(Duration.ZERO, Duration.ofSeconds(2));
        exchange.response().getOutputStream().write(1);
        noted.pass(Duration.ZERO, Duration.ofSeconds(3));
        exchange.response().getOutputStream().write(2);
        exchange.filtersAreDone();
        assertThat(only().timeToFirstByte()).isEqualTo(Duration.ofSeconds(2));
        assertThat(only().duration()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void anAnswerWithoutABodyHasNoFirstByte() {
        noted.exchange(request, response).filtersAreDone();
        assertThat(only().timeToFirstByte()).isNull();
    }

    @Test
    void anAnswerThatFallsShortOfItsLengthIsLost() throws IOException {
        var exchange = noted.exchange(request, response);
        exchange.response().addHeader("Content-Length", "10");
        exchange.response().getOutputStream().write(new byte[5]);
        exchange.filtersAreDone();
        assertThat(only().lost()).isTrue();
    }

    @Test
    void anAnswerThatIsMadeLaterIsNotedThen() throws IOException {
        request.setAsyncSupported(true);
        var exchange = noted.exchange(request, response);
        var async = (MockAsyncContext) exchange.request().startAsync();
        exchange.filtersAreDone();
        assertThat(entries()).isEmpty();
        exchange.response().getOutputStream().write(new byte[7]);
        async.complete();
        assertThat(only().answer().size()).isEqualTo(7);
    }

    @Test
    void whatWasTakenBackIsNotNoted() throws IOException {
        var exchange = noted.exchange(request, response);
        exchange.response().getOutputStream().write(new byte[] {1, 1, 1});
        exchange.response().resetBuffer();
        exchange.response().getOutputStream().write(2);
        exchange.filtersAreDone();
        assertThat(only().answer().bytes()).containsExactly(2);
    }

    @Test
    void whatAWriterWritesIsNoted() throws IOException {
        var exchange = noted.exchange(request, response);
        exchange.response().getWriter().write("text");
        exchange.filtersAreDone();
        assertThat(only().answer().bytes()).isEqualTo("text".getBytes());
        assertThat(response.getContentAsString()).isEqualTo("text");
    }

    @Test
    void aSmallBodyThatNobodyReadIsNoted() {
        request.setContent("unread".getBytes());
        noted.exchange(request, response).filtersAreDone();
        assertThat(only().request().bytes()).isEqualTo("unread".getBytes());
    }

    @Test
    void aLargeBodyThatNobodyReadIsLeftAlone() {
        request.setContent(new byte[Noted.BODY + 1]);
        noted.exchange(request, response).filtersAreDone();
        assertThat(only().request().bytes()).isEmpty();
        assertThat(only().request().size()).isEqualTo(Noted.BODY + 1);
        assertThat(only().request().isTruncated()).isTrue();
    }

    @Test
    void aFaultAndAHintAreNoted() {
        noted.note("/v1/accounts/me/datasets", 429, Map.of("X-Emulator-Fault", "fault-1", "X-Emulator-Hint", "wait"));
        noted.note("/v1/accounts/me/datasets", 200, Map.of());
        assertThat(entries().get(0).fault()).isEqualTo("fault-1");
        assertThat(entries().get(0).hint()).isEqualTo("wait");
        assertThat(entries()).filteredOn(matching("*")::fits).hasSize(1);
        assertThat(entries()).filteredOn(matching("fault-*")::fits).hasSize(1);
        assertThat(entries()).filteredOn(matching("other")::fits).isEmpty();
        assertThat(entries()).filteredOn(matching("")::fits).hasSize(2);
    }

    private static RequestMatch matching(String fault) {
        return RequestMatch.of("", "", "", "", "", "", fault, "", "", "", "");
    }

    @Test
    void theJournalTakesNoMoreOfTheHeapThanItMay() {
        var small = new Noted(Map.of("emulator.journal.size", "64KB"));
        for (var i = 0; i < 1000; i++) {
            small.note("/v1/accounts/me/datasets/" + "x".repeat(500), 200, Map.of("X-Long", "y".repeat(500)));
        }
        var evidence = small.journal.evidence("me", 0);
        assertThat(evidence.entries()).hasSizeBetween(10, 64);
        assertThat(evidence.evicted()).isEqualTo(1000 - evidence.entries().size());
        assertThat(evidence.entries().stream().mapToLong(Entry::size).sum()).isLessThanOrEqualTo(64 * 1024);
    }
}
