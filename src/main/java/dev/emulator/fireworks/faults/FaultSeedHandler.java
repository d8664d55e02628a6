package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.seed.SeedFiles;
import dev.emulator.fireworks.seed.SeedHandler;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Seeds faults. A fault that already exists keeps its counts. */
@Component
@Order(40)
class FaultSeedHandler implements SeedHandler {

    private final Faults faults;
    private final ProtoJson protoJson;

    FaultSeedHandler(Faults faults, ProtoJson protoJson) {
        this.faults = faults;
        this.protoJson = protoJson;
    }

    @Override
    public String key() {
        return "faults";
    }

    @Override
    public Step prepare(String account, String id, ObjectNode fields, SeedFiles files) {
        var fault = protoJson.read(protoJson.writeBytes(fields), Fault.class);
        faults.check(account, id, fault);
        return () -> {
            if (faults.list(account).stream().anyMatch(known -> known.id().equals(id))) {
                return Outcome.UNCHANGED;
            }
            faults.add(account, id, fault);
            return Outcome.CREATED;
        };
    }
}
