package dev.emulator.fireworks.model;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.model.Model.BaseModelDetails;
import dev.emulator.fireworks.model.Model.Kind;
import dev.emulator.fireworks.model.Model.Spec;
import dev.emulator.fireworks.model.Model.State;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.ResourceType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Models as those see them who train one further. */
@Component
public class BaseModels {

    /** Of an adapter that is more than nothing but zeros on any model; gigabytes in size, and not more. */
    public static final int LARGEST_RANK = 4096;

    private final Catalogue catalogue;
    private final ResourceType<ModelRow, Model, Spec> type;
    private final ProtoJson protoJson;

    BaseModels(Catalogue catalogue, ResourceType<ModelRow, Model, Spec> type, ProtoJson protoJson) {
        this.catalogue = catalogue;
        this.type = type;
        this.protoJson = protoJson;
    }

    /**
     * What is known of one.
     *
     * @param isAdapter whether it is a LoRA adapter and not a base
     * @param baseModel what an adapter is for; empty for a base
     * @param rank of an adapter; 0 for a base
     * @param parameterCount 0 where nobody said
     * @param trainingContextLength in tokens; 0 where nobody said
     * @param useTrainingV2 whether it is trained by the newer backend, which refuses the fields of the older
     * @param loraTunable whether adapters for it can be trained
     * @param fullParameterTunable whether all its parameters can be trained
     * @param tuningRefusal why the service does not tune it although it looks as if it would; empty if it does
     * @param finalLoss where the training that made it ended; 0 if none has
     */
    public record Facts(
            boolean isReady,
            boolean isAdapter,
            String baseModel,
            int rank,
            long parameterCount,
            int trainingContextLength,
            boolean useTrainingV2,
            boolean loraTunable,
            boolean fullParameterTunable,
            String tuningRefusal,
            double finalLoss) {

        /** Whether it can be trained in any way. */
        public boolean isTunable() {
            return loraTunable || fullParameterTunable;
        }
    }

    /** Looks a model up: a public one, or one of the account's own. No account sees another's. */
    public Optional<Facts> find(String account, ResourceName name) {
        if (!name.collection().equals(Model.COLLECTION)) {
            return Optional.empty();
        }
        if (name.account().equals(Catalogue.ACCOUNT)) {
            return catalogue.find(name.id()).map(BaseModels::facts);
        }
        return Optional.of(name)
                .filter(found -> found.account().equals(account))
                .flatMap(found -> type.rows().find(account, found.id()))
                .map(this::facts);
    }

    private static Facts facts(Catalogue.Entry entry) {
        var model = entry.model();
        var spec = model.spec().value();
        return new Facts(
                true,
                false,
                "",
                0,
                parameters(spec.baseModelDetails()),
                spec.trainingContextLength(),
                model.useTrainingV2(),
                model.supervisedLoraTunable(),
                model.supervisedFullParameterTunable(),
                entry.tuningRefusal(),
                0);
    }

    private Facts facts(ModelRow row) {
        var spec = row.spec(protoJson).value();
        var peft = spec.peftDetails();
        var isBase = spec.kind() == Kind.HF_BASE_MODEL;
        return new Facts(
                row.state() == State.READY,
                spec.kind() == Kind.HF_PEFT_ADDON,
                peft == null ? "" : peft.baseModel(),
                peft == null ? 0 : peft.r(),
                parameters(spec.baseModelDetails()),
                spec.trainingContextLength(),
                false,
                isBase,
                isBase,
                "",
                row.finalLoss());
    }

    private static long parameters(@Nullable BaseModelDetails details) {
        return details == null ? 0 : details.parameterCount();
    }
}
