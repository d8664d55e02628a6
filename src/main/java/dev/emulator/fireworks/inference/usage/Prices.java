package dev.emulator.fireworks.inference.usage;

import dev.emulator.fireworks.inference.ServedModel;
import dev.emulator.fireworks.inference.Usage;
import dev.emulator.fireworks.model.PublicModels;
import dev.emulator.fireworks.model.PublicModels.PublicModel;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/**
 * The simulated prices of tokens: on serverless by the size of the model, as the service has published for models without a price of their
 * own. Tokens on deployments cost nothing, because deployments are billed by time.
 */
@Component
class Prices {

    /** A cached token costs half of the price, so prices count for two tokens. */
    private static final int TOKENS = 2;

    private final PublicModels models;

    Prices(PublicModels models) {
        this.models = models;
    }

    /**
     * Models of the same price.
     *
     * @param most largest number of parameters
     * @param nanos price of a token in billionths of a dollar, which is that of a million tokens in thousandths
     */
    private record Class(Type type, long most, int nanos) {}

    private enum Type {
        DENSE,
        MIXTURE,
        EMBEDDING
    }

    private static final Class[] CLASSES = {
        new Class(Type.EMBEDDING, 150_000_000, 8),
        new Class(Type.EMBEDDING, 350_000_000, 16),
        new Class(Type.EMBEDDING, Long.MAX_VALUE, 100),
        new Class(Type.MIXTURE, 56_000_000_000L, 500),
        new Class(Type.MIXTURE, Long.MAX_VALUE, 1200),
        new Class(Type.DENSE, 4_000_000_000L, 100),
        new Class(Type.DENSE, 16_000_000_000L, 200),
        new Class(Type.DENSE, Long.MAX_VALUE, 900)
    };

    /** Returns the cost in billionths of a dollar. */
    long cost(ServedModel model, Usage usage) {
        if (model.isDedicated()) {
            return 0;
        }
        var halves = (long) TOKENS * (usage.promptTokens() + usage.completionTokens()) - usage.cachedTokens();
        return halves * nanos(model) / TOKENS;
    }

    private int nanos(ServedModel model) {
        var described = models.find(model.baseModel());
        var type = described.map(Prices::type).orElse(model.isEmbedding() ? Type.EMBEDDING : Type.DENSE);
        // The size of few models is unknown, and these are large.
        var size = described
                .map(PublicModel::parameterCount)
                .filter(count -> count > 0)
                .orElse(Long.MAX_VALUE);
        return Arrays.stream(CLASSES)
                .filter(one -> one.type() == type && size <= one.most())
                .findFirst()
                .orElseThrow()
                .nanos();
    }

    private static Type type(PublicModel model) {
        return model.isEmbedding() ? Type.EMBEDDING : model.isMixture() ? Type.MIXTURE : Type.DENSE;
    }
}
