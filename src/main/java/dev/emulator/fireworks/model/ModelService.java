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
import dev.emulator.fireworks.types.DeployedModelRef;
import dev.emulator.fireworks.types.Precision;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The methods of models, except those for files. Models of the catalogue are read-only. */
@Service
class ModelService extends EditableResourceService<ModelRow, Model, Spec> {

    private final MemoryListing<Model> catalogueListing;
    private final Catalogue catalogue;
    private final List<ModelUses> uses;

    ModelService(
            ResourceType<ModelRow, Model, Spec> type,
            ResourceSupport support,
            Catalogue catalogue,
            List<ModelUses> uses) {
        super(type, support);
        this.catalogueListing = new MemoryListing<>(protoJson, type.collection(), Model.class);
        this.catalogue = catalogue;
        this.uses = List.copyOf(uses);
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
        return get(account, id, List.of(account));
    }

    /**
     * The model with the deployments in which it is loaded.
     *
     * @param callersAccounts whose deployments of a public model are shown
     */
    public Model get(String account, String id, Collection<String> callersAccounts) {
        var name = name(account, id);
        if (isCatalogue(account)) {
            var model = catalogue.find(id).map(Catalogue.Entry::model).orElseThrow(ApiException::notFound);
            return model.withReferences(references(name, callersAccounts));
        }
        var row = requireView(name);
        var references = references(name, List.of(account));
        return row.resource(references, () -> toResource(row).withReferences(references));
    }

    private List<DeployedModelRef> references(ResourceName model, Collection<String> accounts) {
        return accounts.stream()
                .flatMap(account -> uses.stream().flatMap(use -> use.references(account, model).stream()))
                .toList();
    }

    @Override
    public void remove(ModelRow row) {
        if (uses.stream().anyMatch(use -> use.isInUse(row.name()))) {
            throw ApiException.failedPrecondition(
                    "model " + row.name() + " has active deployments and cannot be deleted");
        }
        super.remove(row);
    }

    /** Prepares the model for a precision, which calibrates it if that is needed. */
    @Transactional
    public void prepare(String account, String id, Precision precision) {
        var row = lock(writableName(account, id));
        if (row.state() != State.READY && !validation.isLenient()) {
            throw ApiException.failedPrecondition("model " + row.name() + " is not ready");
        }
        if (precision.isQuantized()) {
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
