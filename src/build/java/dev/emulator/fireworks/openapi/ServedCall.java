package dev.emulator.fireworks.openapi;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A call of the vendor's API that a controller of ours takes. */
public record ServedCall(String method, String path, HandlerMethod handler, Optional<VendorOperation> vendors) {

    private static final String CONTROL = "/_emulator/v1";

    /** The only inference path without a twin under {@code /v1}, where it is another operation. */
    private static final String ACCOUNTS_OF_INFERENCE = "/inference/v1/accounts/";

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /** Every served call, by path and method, whatever order Spring found the controllers in. */
    public static List<ServedCall> all(RequestMappingHandlerMapping mappings) {
        var vendors = VendorOperation.all();
        return mappings.getHandlerMethods().entrySet().stream()
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .filter(path -> path.startsWith("/v1/")
                                || path.startsWith(ACCOUNTS_OF_INFERENCE)
                                || path.equals("/verifyApiKey"))
                        .flatMap(path -> entry.getKey().getMethodsCondition().getMethods().stream()
                                .map(method -> of(method.name(), path, entry.getValue(), vendors))))
                .sorted(Comparator.comparing(ServedCall::path).thenComparing(call -> METHODS.indexOf(call.method())))
                .toList();
    }

    /** Every call of the emulator's own, but those of its object store. */
    public static List<ServedCall> controls(RequestMappingHandlerMapping mappings) {
        return mappings.getHandlerMethods().entrySet().stream()
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .filter(path -> path.startsWith(CONTROL) && !path.startsWith(CONTROL + "/storage/"))
                        .flatMap(path -> entry.getKey().getMethodsCondition().getMethods().stream()
                                .map(method -> new ServedCall(
                                        method.name(), plain(path), entry.getValue(), Optional.empty()))))
                .sorted(Comparator.comparing(ServedCall::path).thenComparing(call -> METHODS.indexOf(call.method())))
                .toList();
    }

    /** Removes the patterns of path variables, which only Spring understands. */
    private static String plain(String path) {
        return path.replaceAll("\\{(\\w+):[^/]*}(?=[/:]|$)", "{$1}");
    }

    boolean isControl() {
        return path.startsWith(CONTROL);
    }

    /** Whether an operation is served. An inference operation has two paths. */
    public static boolean isServed(VendorOperation operation, List<ServedCall> served) {
        return served.stream()
                .map(ServedCall::vendors)
                .flatMap(Optional::stream)
                .anyMatch(vendors -> vendors.id().equals(operation.id()));
    }

    private static ServedCall of(String method, String path, HandlerMethod handler, List<VendorOperation> vendors) {
        return vendors.stream()
                .filter(operation -> operation.method().equals(method)
                        && variablesAside(operation.path()).equals(variablesAside(path)))
                .findFirst()
                .map(operation -> new ServedCall(method, operation.path(), handler, Optional.of(operation)))
                .orElseGet(() -> new ServedCall(method, path, handler, Optional.empty()));
    }

    private static String variablesAside(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }

    /** The vendor's name of the call, or, where the vendor's document is silent, the name of our method in the same style. */
    String operationId() {
        var name = handler.getMethod().getName();
        var capitalised = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        var room = handler.getBeanType().getSimpleName().replaceFirst("Controller$", "");
        return vendors.map(VendorOperation::id).orElse(isControl() ? "Emulator" + room + capitalised : capitalised);
    }

    /** What the call does, in the words of its handler's comment. */
    public String description() {
        return Sources.about(handler.getMethod()).orElse("");
    }

    /** The variables of the path, in order, in the vendor's spelling. */
    List<String> variables() {
        return Stream.of(path.split("[{}]"))
                .filter(part -> path.contains("{" + part + "}"))
                .toList();
    }

    /** The collection the call works on: {@code supervisedFineTuningJobs}, or {@code verifyApiKey} for lack of one. */
    String collection() {
        return isControl() ? "emulator" : Collections.of(path);
    }
}
