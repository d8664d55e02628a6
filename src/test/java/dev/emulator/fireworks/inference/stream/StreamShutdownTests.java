package dev.emulator.fireworks.inference.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.FireworksEmulator;
import dev.emulator.fireworks.story.Emulator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With the timer that users have. */
class StreamShutdownTests {

    @Test
    void streamsAreCutOffWhenTheEmulatorStops() throws Exception {
        var emulator = Emulator.start(List.of(), FireworksEmulator.class, StreamEndpoint.Configuration.class);
        try (var client = new StreamClient(emulator.port(), "fw_test")) {
            client.send("{\"events\": 3, \"perSecond\": 0.001}");
            client.head();
            assertThat(client.chunk()).isEqualTo(NumberedEvents.event(1, ""));
            emulator.close();
            assertThat(client.untilClosed()).isEmpty();
        } finally {
            emulator.close();
        }
    }

    @Test
    void eventsArriveInRealTime() throws Exception {
        try (var emulator = Emulator.start(List.of(), FireworksEmulator.class, StreamEndpoint.Configuration.class);
                var client = new StreamClient(emulator.port(), "fw_test")) {
            client.send("{\"events\": 5, \"firstMillis\": 20, \"perSecond\": 100}");
            client.head();
            assertThat(client.rest()).isEqualTo(NumberedEvents.events(1, 5));
        }
    }
}
