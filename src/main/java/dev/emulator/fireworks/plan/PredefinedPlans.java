package dev.emulator.fireworks.plan;

import dev.emulator.fireworks.protojson.ProtoJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/** The predefined plans in the file {@code plans.json} of a package. The file is read on first use, so that the start does not wait for it. */
public final class PredefinedPlans {

    private static final String FILE = "plans.json";

    private final Class<?> neighbour;
    private final ProtoJson protoJson;
    private volatile @Nullable List<PlanTemplate> plans;

    /** @param neighbour a class in the package of the file */
    public PredefinedPlans(Class<?> neighbour, ProtoJson protoJson) {
        this.neighbour = neighbour;
        this.protoJson = protoJson;
    }

    private record Content(List<PlanTemplate> plans) {}

    public List<PlanTemplate> all() {
        var read = plans;
        if (read == null) {
            try (var file = new ClassPathResource(FILE, neighbour).getInputStream()) {
                read = protoJson.read(file.readAllBytes(), Content.class).plans();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            plans = read;
        }
        return read;
    }
}
