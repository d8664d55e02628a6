package dev.emulator.fireworks.world;

import dev.emulator.fireworks.store.ResourceIds;
import java.io.IOException;
import java.nio.file.Files;
import org.springframework.stereotype.Component;

/** Copies a world into an account that has none yet. */
@Component
public class Forks {

    private final Snapshots snapshots;
    private final Restores restores;
    private final ResourceIds ids;

    Forks(Snapshots snapshots, Restores restores, ResourceIds ids) {
        this.snapshots = snapshots;
        this.restores = restores;
        this.ids = ids;
    }

    /**
     * Copies all there is, at one moment; from then on neither world knows of the other.
     *
     * @param target refused with ALREADY_EXISTS where it holds anything
     * @return how many resources there are
     */
    public int fork(String source, String target) throws IOException {
        ids.requireAccount(target);
        var file = Files.createTempFile("fireworks-world-", ".zip");
        try {
            snapshots.take(source, Alteration.NONE, file);
            return restores.restore(target, file, true);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
