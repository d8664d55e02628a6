package dev.emulator.fireworks.openapi;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which of the vendor's calls are emulated, as the table that the README shows. */
final class EmulatedCalls {

    /** What is not as the live service does it. Kept by hand: only people know what is missing behind an answer. */
    private static final List<String> NOTES = List.of(
            "`supervisedFineTuningJobs:estimateCost` and a job's `estimatedCost` count the tokens of the dataset, or 1,000,000 per"
                    + " epoch where the dataset is not there (which only level `service` refuses).",
            "Rows of a dataset are checked when it is uploaded. What is not JSON in UTF-8, and a row of more than 32 MB (or a 16th of the heap),"
                    + " is refused then; anything else makes the jobs that train on it fail, as on the live service. Without a `format`, the"
                    + " first row tells what all rows are; a supervised job fails on preferences.",
            "A dataset cannot be made by filtering another one (`filter` of a create).",
            "Losses are made up, by a function of the seed, the data and the settings; tokens are counted with a common tokenizer and"
                    + " not the model's own, and beyond 16 MB in one row of sixteen, and of a text"
                    + " beyond 1 MB by its beginning. Rendered samples use one chat template for all models.",
            "The adapter of a tuned model has the true shapes for its base and rank, but changes the first two layers only; of a model"
                    + " all of whose parameters were trained there are the normalisation weights.",
            "Own models say nothing of being public, and cannot be imported or have versions. An upload that can be taken up again is"
                    + " put in one piece.");

    private EmulatedCalls() {}

    static String table(List<ServedCall> served) {
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
                %d of %d calls are emulated%s; every other one answers 501 and names itself. Counted are the calls of the vendor's API %s and
                those that its later releases and fireworks-ai 1.2.30 use beyond it.

                | resource | emulated | answers 501 |
                |---|---|---|
                %s%s
                Emulated in part:

                %s""".formatted(
                        emulated,
                        operations.size(),
                        besides(served),
                        VendorOperation.version(),
                        partly,
                        missing,
                        NOTES.stream().map(note -> "- " + note + "\n").collect(Collectors.joining()));
    }

    private static String besides(List<ServedCall> served) {
        var others = served.stream()
                .filter(call -> call.vendors().isEmpty())
                .map(call -> "`" + call.method() + " " + call.path() + "`")
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? "" : ", and " + others + " besides";
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
