package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.aip.FieldViolation;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.dataset.Dataset.Spec;
import dev.emulator.fireworks.resource.EditableResourceService;
import dev.emulator.fireworks.resource.ResourceSupport;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.validation.Validation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The methods of datasets, except those for files. */
@Service
class DatasetService extends EditableResourceService<DatasetRow, Dataset, Spec> {

    DatasetService(ResourceType<DatasetRow, Dataset, Spec> type, ResourceSupport support) {
        super(type, support);
    }

    @Transactional
    public Dataset create(String account, String requestedId, Spec spec, String createdBy) {
        var name = newRequiredName(account, requestedId);
        validation.check(spec, DatasetService::check);
        return toResource(add(new DatasetRow(name, createdBy, now(account), spec, protoJson)));
    }

    @Override
    protected Dataset toResource(DatasetRow row) {
        return row.toResource(protoJson);
    }

    /** A dataset and all datasets from which it was made, directly or indirectly, as far as they exist. */
    List<ResourceName> lineage(ResourceName name) {
        var lineage = new LinkedHashSet<ResourceName>();
        var next = Optional.of(require(name));
        while (next.isPresent() && lineage.add(next.get().name())) {
            next = next.flatMap(row -> row.spec(protoJson).value().sourceDatasetId())
                    .map(id -> name(name.account(), id.substring(id.lastIndexOf('/') + 1)))
                    .flatMap(this::find);
        }
        return List.copyOf(lineage);
    }

    private static void check(Spec spec, Validation level, List<FieldViolation> violations) {
        if (level.isService() && spec.isUploaded() && spec.exampleCount() == 0) {
            violations.add(new FieldViolation(
                    "dataset.example_count",
                    "error validating dataset: example_count is required for uploaded datasets"));
        }
    }
}
