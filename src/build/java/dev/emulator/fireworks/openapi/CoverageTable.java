package dev.emulator.fireworks.openapi;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table of docs/coverage.md: which endpoints of the vendor's API are emulated. */
public final class CoverageTable {

    private CoverageTable() {}

    public static String of(List<ServedCall> served) {
        var operations = VendorOperation.all();
        var rows = new TreeMap<>(
                operations.stream().collect(Collectors.groupingBy(operation -> Collections.of(operation.path()))));
        var partly = new StringBuilder();
        var missing = new StringBuilder();
        rows.forEach((collection, calls) -> {
            var byServed = calls.stream().collect(Collectors.partitioningBy(call -> ServedCall.isServed(call, served)));
            var into = byServed.get(true).isEmpty() ? missing : partly;
            into.append("| %s | %s | %s |\n"
                    .formatted(
                            collection, names(collection, byServed.get(true)), names(collection, byServed.get(false))));
        });
        var emulated = operations.stream()
                .filter(operation -> ServedCall.isServed(operation, served))
                .count();
        return """
                The emulator implements %d of %d endpoints%s. The others return 501, and the error message names the endpoint. The total
                includes all endpoints of the vendor's API %s, and those that later releases and fireworks-ai 1.2.30 use.

                | resource | emulated | returns 501 |
                |---|---|---|
                %s%s
                ## Differences

                %s""".formatted(
                        emulated,
                        operations.size(),
                        besides(served),
                        VendorOperation.version(),
                        partly,
                        missing,
                        notes(served));
    }

    /** Differences to the live service, from the @implNote tags of controllers. */
    private static String notes(List<ServedCall> served) {
        return served.stream()
                .<Class<?>>map(call -> call.handler().getBeanType())
                .distinct()
                .sorted(Comparator.comparing(Class::getName))
                .flatMap(type -> Sources.notes(type).stream())
                .map(note -> "- " + note + "\n")
                .collect(Collectors.joining());
    }

    private static String besides(List<ServedCall> served) {
        var others = served.stream()
                .filter(call -> call.vendors().isEmpty())
                .map(call -> "`" + call.method() + " " + call.path() + "`")
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? "" : ", and " + others;
    }

    private static String names(String collection, List<VendorOperation> calls) {
        return calls.stream()
                .map(call -> shortName(collection, call.id()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** {@code EstimateSupervisedFineTuningJobCost} is {@code EstimateCost} in the row of supervised fine-tuning jobs. */
    private static String shortName(String collection, String id) {
        if (id.contains("_")) {
            return id.replaceAll("(_v1_.*|_post)$", "");
        }
        var plural = collection.substring(0, 1).toUpperCase(Locale.ROOT) + collection.substring(1);
        var singular = plural.replaceFirst("s$", "").replaceFirst("sse$", "ss");
        return id.replaceFirst("(?<=[a-z])(?<!Account)(" + plural + "|" + singular + ")(?=[A-Z]|$)", "");
    }
}
