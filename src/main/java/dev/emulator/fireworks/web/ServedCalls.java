package dev.emulator.fireworks.web;

import dev.emulator.fireworks.routes.Routes;
import dev.emulator.fireworks.routes.Routes.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The emulated calls and those of the control API, read from the controllers when a hint first needs them. */
@Component
class ServedCalls {

    private static final String STORAGE = "/_emulator/v1/storage/";

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private volatile @Nullable List<Route> calls;

    ServedCalls(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    List<Route> all() {
        var known = calls;
        if (known == null) {
            known = mappings.stream()
                    .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                    .flatMap(ServedCalls::routes)
                    .toList();
            calls = known;
        }
        return known;
    }

    Optional<Route> of(String method, String path) {
        return all().stream()
                .filter(call -> call.method().equals(method) && call.path().equals(path))
                .findFirst();
    }

    private static Stream<Route> routes(RequestMappingInfo mapping) {
        return mapping.getPatternValues().stream()
                .filter(path -> !path.startsWith(STORAGE))
                .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                        .map(RequestMethod::name)
                        .map(method -> inVendorsSpelling(method, plain(path))));
    }

    private static Route inVendorsSpelling(String method, String path) {
        return Routes.all().stream()
                .filter(route -> route.method().equals(method)
                        && variablesAside(route.path()).equals(variablesAside(path)))
                .findFirst()
                .orElseGet(() -> new Route(method, path, ""));
    }

    /** Removes the patterns of variables, which only Spring understands. */
    private static String plain(String path) {
        return path.replaceAll("\\{(\\w+):[^/]*}(?=[/:]|$)", "{$1}");
    }

    private static String variablesAside(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }
}
