package dev.emulator.fireworks.inference.reply;

import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.seed.SeedFiles;
import dev.emulator.fireworks.seed.SeedHandler;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Seeds the timing of replies. */
@Component
@Order(42)
class TimingSeedHandler implements SeedHandler {

    private final AccountTimings timings;
    private final ProtoJson protoJson;

    TimingSeedHandler(AccountTimings timings, ProtoJson protoJson) {
        this.timings = timings;
        this.protoJson = protoJson;
    }

    @Override
    public String key() {
        return "replyTiming";
    }

    @Override
    public boolean isCollection() {
        return false;
    }

    @Override
    public Step prepare(String account, String id, ObjectNode fields, SeedFiles files) {
        var settings = protoJson.read(protoJson.writeBytes(fields), TimingSettings.class);
        settings.check();
        return () -> {
            var before = timings.get(account);
            if (before.equals(settings)) {
                return Outcome.UNCHANGED;
            }
            timings.set(account, settings);
            return before.equals(TimingSettings.NONE) ? Outcome.CREATED : Outcome.UPDATED;
        };
    }
}
