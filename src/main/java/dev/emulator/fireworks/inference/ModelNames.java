package dev.emulator.fireworks.inference;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.deployment.Deployment;
import dev.emulator.fireworks.validation.Validation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.json.JsonMapper;

/** Reads names of models, in all forms that the service documents. */
@Component
class ModelNames {

    private static final String FILE = "names.json";
    private static final String ACCOUNTS = "accounts/";
    private static final String PUBLIC_MODELS = "accounts/fireworks/models/";
    private static final String ROUTERS = "accounts/fireworks/routers/";

    private final Validation validation;

    /** Read on first use, to keep the start fast. */
    private final Supplier<Known> known = SingletonSupplier.of(ModelNames::readFile);

    ModelNames(Validation validation) {
        this.validation = validation;
    }

    /**
     * Names that stand for models.
     *
     * @param routers models by the names of routers
     * @param routerSuffixes a router whose name is that of a model with one of these suffixes answers with this model
     * @param models models by other names
     */
    private record Known(Map<String, String> routers, List<String> routerSuffixes, Map<String, String> models) {}

    /**
     * Reads a name.
     *
     * @param account of the caller
     * @param deployment name of a deployment, from a header; null for none
     * @return empty if no model can have this name
     */
    Optional<ModelName> read(String account, String text, @Nullable String deployment) {
        var hash = text.indexOf('#');
        var answerName = hash < 0 ? text : text.substring(0, hash);
        var at = answerName.indexOf('@');
        var name = at < 0 ? answerName : answerName.substring(0, at);
        var wanted = hash < 0 ? deployment : text.substring(hash + 1);
        if (wanted == null) {
            return model(name, account, false).map(model -> new ModelName(answerName, model, ""));
        }
        return model(name, account, true)
                .flatMap(model -> deployment(wanted, account).map(on -> new ModelName(answerName, model, on)));
    }

    /** Returns the models that listed routers stand for, by the names of the routers. */
    Map<String, String> routers() {
        return known.get().routers();
    }

    /** @param isBareAllowed whether an ID alone is the name of a model of the caller */
    private Optional<String> model(String name, String account, boolean isBareAllowed) {
        if (name.startsWith(ROUTERS)) {
            return router(name);
        }
        if (name.startsWith(ACCOUNTS)) {
            return Optional.of(name);
        }
        var other = known.get().models().get(name);
        if (other != null) {
            return Optional.of(other);
        }
        return full(name, account, "models", isBareAllowed);
    }

    private Optional<String> router(String name) {
        var names = known.get();
        var model = names.routers().get(name);
        return model != null
                ? Optional.of(model)
                : names.routerSuffixes().stream()
                        .filter(name::endsWith)
                        .map(suffix ->
                                PUBLIC_MODELS + name.substring(ROUTERS.length(), name.length() - suffix.length()))
                        .findFirst();
    }

    /** The short forms are documented, but were observed to fail on the live service. */
    private Optional<String> deployment(String name, String account) {
        if (name.startsWith(ACCOUNTS)) {
            return Optional.of(name);
        }
        return validation.isService() ? Optional.empty() : full(name, account, Deployment.COLLECTION, true);
    }

    private static Optional<String> full(String name, String account, String collection, boolean isBareAllowed) {
        var parts = name.split("/", -1);
        if (parts.length > 2 || parts.length == 1 && !isBareAllowed) {
            return Optional.empty();
        }
        var owner = parts.length == 2 ? parts[0] : account;
        return ResourceName.parse(ACCOUNTS + owner + '/' + collection + '/' + parts[parts.length - 1])
                .map(ResourceName::toString);
    }

    private static Known readFile() {
        try (var file = new ClassPathResource(FILE, ModelNames.class).getInputStream()) {
            return JsonMapper.shared().readValue(file, Known.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
