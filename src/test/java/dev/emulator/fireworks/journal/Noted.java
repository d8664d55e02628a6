package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.JournalProperties;
import dev.emulator.fireworks.events.Events;
import dev.emulator.fireworks.story.SettableClock;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A journal without an emulator, and two clocks that are moved by hand. */
public final class Noted {

    static final int BODY = 100;

    final SettableClock realClock = new SettableClock();
    final SettableClock accountClock = new SettableClock();
    public final Journal journal;

    public Noted(Map<String, String> settings) {
        var properties = new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("emulator.journal", JournalProperties.class);
        this.journal = new Journal(new Events(), new SingleRecorder("me"), properties);
    }

    public Noted() {
        this(Map.of());
    }

    public void pass(Duration byAccountClock, Duration byRealClock) {
        accountClock.advance(byAccountClock);
        realClock.advance(byRealClock);
    }

    public Exchange exchange(MockHttpServletRequest request, MockHttpServletResponse response) {
        return exchange("me", request, response);
    }

    public Exchange exchange(String account, MockHttpServletRequest request, MockHttpServletResponse response) {
        return new Exchange(journal, realClock, accountClock, account, BODY, request, response);
    }

    /** A request that is answered at once. */
    public void note(String path, int status, Map<String, String> headers) {
        var response = new MockHttpServletResponse();
        response.setStatus(status);
        headers.forEach(response::setHeader);
        exchange(new MockHttpServletRequest("GET", path), response).filtersAreDone();
    }
}
