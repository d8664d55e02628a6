package dev.emulator.fireworks.control;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.events.Event;
import dev.emulator.fireworks.store.ResourceIds;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happens, told as it does. */
@RestController
class EventController {

    private final EventStreams streams;
    private final ResourceIds ids;

    EventController(EventStreams streams, ResourceIds ids) {
        this.streams = streams;
        this.ids = ids;
    }

    /** Streams the events of all accounts from now on, of the given types, which are separated by commas. */
    @GetMapping("/_emulator/v1/events")
    void all(@RequestParam(defaultValue = "") String types, HttpServletResponse response) {
        var wanted = types(types);
        streams.stream(event -> wanted.contains(event.type()), response);
    }

    /** Streams the events of one account from now on, of the given types, which are separated by commas. */
    @GetMapping("/_emulator/v1/accounts/{account}/events")
    void ofAccount(
            @PathVariable String account, @RequestParam(defaultValue = "") String types, HttpServletResponse response) {
        ids.requireAccount(account);
        var wanted = types(types);
        streams.stream(event -> event.account().equals(account) && wanted.contains(event.type()), response);
    }

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
                            "types", "types: \"" + name.strip() + "\" is none of " + known)));
        }
        return wanted;
    }
}
