package dev.emulator.fireworks.control;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Durations;
import dev.emulator.fireworks.events.Event;
import dev.emulator.fireworks.routes.ClientConnection;
import dev.emulator.fireworks.store.ResourceIds;
import dev.emulator.fireworks.text.Globs;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Streams events, and waits for single ones. */
@RestController
class EventController {

    private final EventStreams streams;
    private final ResourceIds ids;

    EventController(EventStreams streams, ResourceIds ids) {
        this.streams = streams;
        this.ids = ids;
    }

    /** Streams the events of all accounts from now on, as server-sent events. The parameter `types` selects event types, separated by commas. */
    @GetMapping("/_emulator/v1/events")
    void all(@RequestParam(defaultValue = "") String types, HttpServletRequest client, HttpServletResponse response) {
        var wanted = types(types);
        streams.stream("", event -> wanted.contains(event.type()), ClientConnection.of(client)::isOpen, response);
    }

    /** Streams the events of one account from now on, as server-sent events. The parameter `types` selects event types, separated by commas. */
    @GetMapping("/_emulator/v1/accounts/{account}/events")
    void ofAccount(
            @PathVariable String account,
            @RequestParam(defaultValue = "") String types,
            HttpServletRequest client,
            HttpServletResponse response) {
        ids.validAccountId(account);
        var wanted = types(types);
        streams.stream(
                account,
                event -> event.account().equals(account) && wanted.contains(event.type()),
                ClientConnection.of(client)::isOpen,
                response);
    }

    /** Waits for the next event that matches, or until the timeout. */
    @PostMapping("/_emulator/v1/accounts/{account}/events:wait")
    WaitForEventResponse await(
            @PathVariable String account, @RequestBody WaitForEventRequest request, HttpServletRequest client) {
        ids.validAccountId(account);
        var types = types(String.join(",", request.types()));
        var timeout = Durations.timeout(request.timeout());
        var event = streams.first(
                account,
                heard -> heard.account().equals(account)
                        && types.contains(heard.type())
                        && Globs.matches(request.resource(), heard.resource()),
                timeout,
                ClientConnection.of(client)::isOpen);
        return new WaitForEventResponse(event.isPresent(), event.orElse(null));
    }

    /**
     * The event to wait for.
     *
     * @param types types of events, such as TRANSITION; empty for any
     * @param resource the full name of the resource, in which * matches anything; empty for any
     * @param timeout in real time, 60s at most; 10s by default
     */
    record WaitForEventRequest(List<String> types, String resource, String timeout) {}

    /**
     * The result of waiting for an event.
     *
     * @param satisfied whether an event matched before the timeout
     * @param event the event; unset after a timeout
     */
    record WaitForEventResponse(boolean satisfied, @Nullable Event event) {}

    private static Set<Event.Type> types(String names) {
        var known = EnumSet.complementOf(EnumSet.of(Event.Type.EVENT_TYPE_UNSPECIFIED));
        if (names.isEmpty()) {
            return known;
        }
        var wanted = EnumSet.noneOf(Event.Type.class);
        for (var name : names.split(",", -1)) {
            wanted.add(known.stream()
                    .filter(type -> type.name().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> ApiException.invalidArgument(
                            "types", "types: unknown type \"" + name.strip() + "\", must be one of " + known)));
        }
        return wanted;
    }
}
