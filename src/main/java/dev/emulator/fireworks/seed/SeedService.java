package dev.emulator.fireworks.seed;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import dev.emulator.fireworks.seed.SeedDocument.Part;
import dev.emulator.fireworks.seed.SeedHandler.Outcome;
import dev.emulator.fireworks.seed.SeedHandler.Step;
import dev.emulator.fireworks.store.ResourceIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Applies seed documents. The whole document is validated before anything is changed, and applying it again changes nothing. */
@Component
public class SeedService {

    private static final String ACCOUNTS = "accounts";

    /** Positions in error messages refer to the JSON of a single object, and not to the document. */
    private static final Pattern POSITION = Pattern.compile("^proto: (syntax error )?\\(line \\d+:\\d+\\): ");

    private final List<SeedHandler> seedables;
    private final ResourceIds ids;

    SeedService(List<SeedHandler> seedables, ResourceIds ids) {
        this.seedables = seedables;
        this.ids = ids;
    }

    /** How many objects were created, updated and left unchanged. */
    public record Summary(int created, int updated, int unchanged) {

        private static Summary of(Collection<Outcome> outcomes) {
            return new Summary(
                    number(outcomes, Outcome.CREATED),
                    number(outcomes, Outcome.UPDATED),
                    number(outcomes, Outcome.UNCHANGED));
        }

        private static int number(Collection<Outcome> outcomes, Outcome outcome) {
            return (int) outcomes.stream().filter(outcome::equals).count();
        }
    }

    /**
     * Applies a document, which may not refer to files.
     *
     * @param json the document
     * @throws ApiException INVALID_ARGUMENT with the line of the first error. If the document was valid but a step failed, the steps before
     *     it have been applied
     */
    public Summary apply(byte[] json) throws IOException {
        try {
            return apply(JsonSeedReader.read(json), path -> {
                throw ApiException.invalidArgument("file", "only documents listed in emulator.seed can refer to files");
            });
        } catch (SeedException e) {
            throw ApiException.invalidArgument("line " + e.line() + ": " + e.reason());
        }
    }

    private record Prepared(SeedHandler by, Part part, Step step) {}

    Summary apply(SeedDocument document, SeedFiles files) throws IOException {
        var prepared = new ArrayList<Prepared>();
        for (var top : document.parts(document.whole(), List.of(ACCOUNTS))) {
            for (var account : document.parts(top)) {
                prepare(document, account, files, prepared);
            }
        }
        prepared.sort(Comparator.comparing(each -> seedables.indexOf(each.by())));
        var outcomes = new ArrayList<Outcome>();
        for (var each : prepared) {
            outcomes.add(at(document, each.part(), () -> apply(each.step())));
        }
        return Summary.of(outcomes);
    }

    private void prepare(SeedDocument document, Part account, SeedFiles files, List<Prepared> prepared)
            throws IOException {
        at(document, account, () -> ids.validAccountId(account.key()));
        var keys = seedables.stream().map(SeedHandler::key).toList();
        for (var part : document.parts(account, keys)) {
            var by = seedables.get(keys.indexOf(part.key()));
            for (var thing : by.isCollection() ? document.parts(part) : List.of(part)) {
                var fields = document.fields(thing);
                var id = by.isCollection() ? thing.key() : "";
                prepared.add(new Prepared(
                        by, thing, at(document, thing, () -> by.prepare(account.key(), id, fields, files))));
            }
        }
    }

    /** Repeats the step once, because another emulator on the same database may apply the same document. */
    private static Outcome apply(Step step) throws IOException {
        try {
            return step.apply();
        } catch (ApiException e) {
            if (e.code() != Code.ALREADY_EXISTS) {
                throw e;
            }
            return step.apply();
        }
    }

    /** An action that fails if the document has an error. */
    @FunctionalInterface
    private interface Attempt<T> {
        T make() throws IOException;
    }

    private static <T> T at(SeedDocument document, Part part, Attempt<T> attempt) throws IOException {
        try {
            return attempt.make();
        } catch (ProtoJsonException e) {
            var reason = POSITION.matcher(String.valueOf(e.getMessage())).replaceFirst("");
            throw document.mistake(part, e.field(), reason);
        } catch (ApiException e) {
            var field = e.violations().isEmpty() ? null : e.violations().get(0).field();
            throw document.mistake(
                    part, field, e.getMessage().isEmpty() ? e.code().name() : e.getMessage());
        }
    }
}
