package dev.emulator.fireworks.model;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.model.Model.Spec;
import dev.emulator.fireworks.model.Model.State;
import dev.emulator.fireworks.resource.EditableResourceService;
import dev.emulator.fireworks.resource.ResourceSupport;
import dev.emulator.fireworks.store.MemoryListing;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.text.PlainText;
import dev.emulator.fireworks.types.Precision;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The methods of models, except those for files. Models of the catalogue are read-only. */
@Service
class ModelService extends EditableResourceService<ModelRow, Model, Spec> {

    private final MemoryListing<Model> catalogueListing;
    private final Catalogue catalogue;

    ModelService(ResourceType<ModelRow, Model, Spec> type, ResourceSupport support, Catalogue catalogue) {
        super(type, support);
        this.catalogueListing = new MemoryListing<>(protoJson, type.collection(), Model.class);
        this.catalogue = catalogue;
    }

    @Transactional
    public Model create(String account, String requestedId, Spec requested, String cluster, String createdBy) {
        requireOwn(account);
        var name = newRequiredName(account, requestedId);
        PlainText.require("cluster", cluster, "cluster");
        var spec = requested.withKind();
        validation.check(spec, ModelRules::check);
        return toResource(add(ModelRow.uploading(name, createdBy, now(account), spec, cluster, protoJson)));
    }

    @Override
    public Page<Model> list(String account, ListQuery query) {
        return isCatalogue(account)
                ? catalogueListing.page(account, catalogue.all().stream().map(Catalogue.Entry::model), query)
                : super.list(account, query);
    }

    @Override
    public Model get(String account, String id) {
        var name = name(account, id);
        return isCatalogue(account)
                ? catalogue.find(id).map(Catalogue.Entry::model).orElseThrow(ApiException::notFound)
                : show(requireView(name));
    }

    /** Prepares the model for a precision, which calibrates it if that is needed. */
    @Transactional
    public void prepare(String account, String id, Precision precision) {
        var row = lock(writableName(account, id));
        if (row.state() != State.READY && !validation.isLenient()) {
            throw ApiException.failedPrecondition("model " + row.name() + " is not ready");
        }
        if (precision.needsCalibration()) {
            row.calibrate(now(account));
        }
    }

    @Override
    public ResourceName writableName(String account, String id) {
        requireOwn(account);
        return name(account, id);
    }

    @Override
    protected Model toResource(ModelRow row) {
        return row.toResource(protoJson);
    }

    @Override
    protected void checkUpdate(Spec changed) {
        validation.check(changed, ModelRules::check);
    }

    /** The public models belong to another account, so changes are refused. */
    private static void requireOwn(String account) {
        if (isCatalogue(account)) {
            throw new ApiException(Code.PERMISSION_DENIED, "");
        }
    }

    private static boolean isCatalogue(String account) {
        return account.equals(Catalogue.ACCOUNT);
    }
}
