package dev.emulator.fireworks.world;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.store.ResourceIds;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Copies an account into another, empty one. */
@Component
public class ForkService {

    private final SnapshotService snapshots;
    private final RestoreService restores;
    private final RewindService rewinds;
    private final AccountClocks clocks;
    private final ResourceIds ids;

    ForkService(
            SnapshotService snapshots,
            RestoreService restores,
            RewindService rewinds,
            AccountClocks clocks,
            ResourceIds ids) {
        this.snapshots = snapshots;
        this.restores = restores;
        this.rewinds = rewinds;
        this.clocks = clocks;
        this.ids = ids;
    }

    /**
     * Copies a consistent snapshot of an account. Afterwards, source and copy are independent.
     *
     * @param at an earlier time by the account's clock, to which the copy is rewound and its clock stopped; null for now
     * @return how many resources were copied, before any rewind
     * @throws ApiException ALREADY_EXISTS if the target is not empty
     */
    public int fork(String source, String target, @Nullable Instant at) throws IOException {
        ids.validAccountId(target);
        if (at != null && at.isAfter(clocks.of(source).instant())) {
            throw ApiException.invalidArgument("at", "at must not be later than the account's time");
        }
        var file = Files.createTempFile("fireworks-world-", ".zip");
        try {
            snapshots.take(source, file, true);
            return restores.fork(target, file, () -> {
                if (at != null) {
                    rewinds.rewind(target, at);
                }
            });
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
