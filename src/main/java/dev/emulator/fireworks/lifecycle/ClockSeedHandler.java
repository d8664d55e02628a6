package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.aip.Timestamps;
import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.seed.SeedFiles;
import dev.emulator.fireworks.seed.SeedHandler;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.node.ObjectNode;

/** Seeds the clock of an account with a start time, running or frozen. An account that already has its own clock is left unchanged. */
@Component
@Order(1)
class ClockSeedHandler implements SeedHandler {

    private final AccountClocks clocks;
    private final ClockService moves;
    private final Clock machine;
    private final TransactionOperations transaction;
    private final ProtoJson protoJson;

    ClockSeedHandler(
            AccountClocks clocks,
            ClockService moves,
            Clock machine,
            TransactionOperations transaction,
            ProtoJson protoJson) {
        this.clocks = clocks;
        this.moves = moves;
        this.machine = machine;
        this.transaction = transaction;
        this.protoJson = protoJson;
    }

    /** @param time start time; unset for the current time of the machine */
    private record Beginning(@Nullable Instant time, boolean frozen) {}

    @Override
    public String key() {
        return "clock";
    }

    @Override
    public boolean isCollection() {
        return false;
    }

    @Override
    public Step prepare(String account, String id, ObjectNode fields, SeedFiles files) {
        var beginning = protoJson.read(protoJson.writeBytes(fields), Beginning.class);
        if (beginning.time() != null) {
            Timestamps.require("time", beginning.time());
        }
        return () -> {
            if (!clocks.timeline(account).isEmpty()) {
                return Outcome.UNCHANGED;
            }
            var time = Objects.requireNonNullElseGet(beginning.time(), machine::instant);
            transaction.executeWithoutResult(status -> moves.begin(account, time));
            if (!beginning.frozen()) {
                moves.resume(account);
            }
            return Outcome.CREATED;
        };
    }
}
