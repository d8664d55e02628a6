package dev.emulator.fireworks.inference;

import dev.emulator.fireworks.account.Suspensions;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.auth.Caller;
import dev.emulator.fireworks.deployedmodel.ServedModels;
import dev.emulator.fireworks.deployment.Deployment;
import dev.emulator.fireworks.model.BaseModels;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the model that answers a request. */
@Component
public class ModelResolver {

    private static final String DEPLOYMENT_HEADER = "fireworks-deployment";
    private static final String MODELS = "models";
    private static final String DEPLOYED_MODELS = "deployedModels";

    private final ModelNames names;
    private final BaseModels models;
    private final ServedModels served;
    private final DeploymentGate gate;
    private final Suspensions suspensions;

    ModelResolver(
            ModelNames names, BaseModels models, ServedModels served, DeploymentGate gate, Suspensions suspensions) {
        this.names = names;
        this.models = models;
        this.served = served;
        this.gate = gate;
        this.suspensions = suspensions;
    }

    /**
     * Finds the model that answers a request, and records the request for its deployment.
     *
     * @param model as in the field {@code model} of the request
     * @throws InferenceException if no model answers
     */
    public ServedModel resolve(InferenceCall call, String model) {
        var deployment = call.request().getHeader(DEPLOYMENT_HEADER);
        return resolve(new Request(call.account(), call.caller()), model, deployment);
    }

    /** Finds the model that answers a request that did not arrive over HTTP. */
    public ServedModel resolve(String account, Caller caller, String model) {
        return resolve(new Request(account, caller), model, null);
    }

    /** Returns the models that listed routers stand for, by the names of the routers. */
    public Map<String, String> routers() {
        return names.routers();
    }

    /** The sender of a request, and the account of the request. */
    private record Request(String account, Caller caller) {

        private boolean mayUse(String other) {
            return other.equals(account) || caller.mayUse(other);
        }
    }

    private ServedModel resolve(Request request, String text, @Nullable String deployment) {
        if (suspensions.isSuspended(request.account())) {
            throw suspended(request.account());
        }
        var name = names.read(request.account(), text, deployment)
                .orElseThrow(() -> notFound("this is not the name of a model"));
        var parsed = ResourceName.parse(name.model()).orElseThrow(() -> notFound("this is not the name of a model"));
        return switch (parsed.collection()) {
            case MODELS -> model(request, parsed, name);
            case Deployment.COLLECTION -> deployment(request, parsed, name);
            case DEPLOYED_MODELS -> deployedModel(request, parsed, name);
            default -> throw notFound("this is not the name of a model");
        };
    }

    private ServedModel model(Request request, ResourceName model, ModelName name) {
        if (!name.deployment().isEmpty()) {
            return modelOn(request, model, name);
        }
        // Models of the catalogue are found without a query.
        var facts = models.find(model.account(), model.toString());
        if (facts.isPresent() && facts.get().serving().generation().isServerless()) {
            return served(name.answerName(), model, "", facts.get());
        }
        var loaded = served.find(request.account(), model.toString(), "")
                .or(() -> model.account().equals(request.account())
                        ? Optional.empty()
                        : served.find(model.account(), model.toString(), ""));
        var entry = loaded.filter(
                        found -> found.isPublic() || request.mayUse(found.name().account()))
                .orElseThrow(() -> notFound(model + " has no deployment that answers by default"));
        gate.pass(entry.deployment());
        return served(
                name.answerName(),
                model,
                entry.deployment(),
                facts.orElseThrow(() -> notFound(model + " does not exist")));
    }

    private ServedModel modelOn(Request request, ResourceName model, ModelName name) {
        var deployment = deployment(name.deployment());
        var entry = served.find(deployment.account(), model.toString(), deployment.toString());
        if (entry.isEmpty() || !entry.get().isPublic()) {
            require(request.mayUse(deployment.account()), deployment);
        }
        if (entry.isEmpty() && !served.isBaseModel(model.toString(), deployment)) {
            throw notFound(model + " is not loaded into " + deployment);
        }
        gate.pass(deployment.toString());
        return served(name.answerName(), model, deployment.toString(), facts(model));
    }

    private ServedModel deployment(Request request, ResourceName deployment, ModelName name) {
        require(request.mayUse(deployment.account()), deployment);
        var model = served.model(deployment)
                .flatMap(ResourceName::parse)
                .orElseThrow(() -> notFound(deployment + " does not exist"));
        gate.pass(deployment.toString());
        return served(name.answerName(), model, deployment.toString(), facts(model));
    }

    private ServedModel deployedModel(Request request, ResourceName entryName, ModelName name) {
        var entry = served.find(entryName)
                .filter(found -> found.isPublic() || request.mayUse(entryName.account()))
                .orElseThrow(() -> notFound(entryName + " is not loaded"));
        gate.pass(entry.deployment());
        var model = ResourceName.parse(entry.model()).orElseThrow(() -> notFound("its model does not exist"));
        return served(name.answerName(), model, entry.deployment(), facts(model));
    }

    private ServedModel served(String answerName, ResourceName model, String deployment, BaseModels.Facts facts) {
        if (!facts.serving().generation().generatesText() && !facts.serving().isEmbedding()) {
            throw notFound(model + " generates no text");
        }
        var base = facts.isAdapter()
                ? models.find(model.account(), facts.baseModel()).orElse(facts)
                : facts;
        var generation = facts.serving().generation();
        var ofBase = base.serving().generation();
        return new ServedModel(
                answerName,
                model.toString(),
                facts.isAdapter() ? facts.baseModel() : model.toString(),
                deployment,
                generation.contextLength() == 0 ? ofBase.contextLength() : generation.contextLength(),
                generation.supportsTools() || ofBase.supportsTools(),
                generation.supportsImages() || ofBase.supportsImages(),
                base.serving().isEmbedding());
    }

    private BaseModels.Facts facts(ResourceName model) {
        return models.find(model.account(), model.toString()).orElseThrow(() -> notFound(model + " does not exist"));
    }

    private static ResourceName deployment(String name) {
        return ResourceName.parse(name)
                .filter(parsed -> parsed.collection().equals(Deployment.COLLECTION))
                .orElseThrow(() -> notFound("the name of the deployment is invalid"));
    }

    private static void require(boolean allowed, ResourceName name) {
        if (!allowed) {
            throw notFound(name + " belongs to another account");
        }
    }

    private static InferenceException notFound(String reason) {
        return DeploymentGate.notFound(reason);
    }

    private static InferenceException suspended(String account) {
        return new InferenceException(
                412,
                "PRECONDITION_FAILED",
                "error",
                null,
                "Account " + account
                        + " is suspended, possibly due to reaching the monthly spending limit or failure to pay"
                        + " past invoices. Please go to https://fireworks.ai/account/billing for more information.",
                Map.of());
    }
}
