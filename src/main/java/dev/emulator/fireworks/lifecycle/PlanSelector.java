package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.chance.RandomSeed;
import dev.emulator.fireworks.lifecycle.PlanRule.Match;
import dev.emulator.fireworks.store.AccountSettings;
import dev.emulator.fireworks.store.ResourceIds;
import dev.emulator.fireworks.text.Globs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Chooses the plan of what is made in an account: what the request itself asks for, what was set for the job, the first rule that fits,
 * or what the account has as its default. Beyond that the emulator's own settings decide.
 */
@Component
public class PlanSelector {

    private static final String COLLECTION = "plans";

    private final AccountSettings<Settings> settings;
    private final PlanCatalogue book;
    private final List<LifecycleType> kinds;
    private final RandomSeed randomSeed;
    private final ResourceIds ids;
    private final RequestedPlan requested;

    PlanSelector(
            AccountSettings.Factory factory,
            PlanCatalogue book,
            List<LifecycleType> kinds,
            RandomSeed randomSeed,
            ResourceIds ids,
            RequestedPlan requested) {
        this.settings = factory.open(COLLECTION, Settings.class, this::check);
        this.book = book;
        this.kinds = kinds;
        this.randomSeed = randomSeed;
        this.ids = ids;
        this.requested = requested;
    }

    /** What is set for an account. */
    record Settings(List<PlanRule> rules, @Nullable PlanChoice byDefault, Map<String, PlanChoice> byJob) {}

    /** What the choice is made by. */
    public record Job(ResourceName name, String displayName, String dataset, String baseModel) {}

    private record Chosen(PlanChoice choice, String why) {}

    /** The plan for what is about to be made; empty if nobody has said anything. */
    public Optional<Plan> choose(Job job) {
        var account = settings.get(job.name().account());
        return requested
                .choice()
                .map(choice -> new Chosen(choice, "asked for by the request that made the job"))
                .or(() -> Optional.ofNullable(account.byJob().get(job.name().id()))
                        .map(choice ->
                                new Chosen(choice, "set for job " + job.name().id())))
                .or(() -> byRule(account, job))
                .or(() -> Optional.ofNullable(account.byDefault())
                        .map(choice -> new Chosen(
                                choice, "default of account " + job.name().account())))
                .map(chosen -> draw(chosen.choice(), job.name()).because(chosen.why()));
    }

    /** A plan for a certain resource: the durations that are drawn are its own, and the same with every try. */
    public Plan draw(PlanChoice choice, ResourceName name) {
        return book.plan(choice, randomSeed.value() * 31 + (name.collection() + "/" + name.id()).hashCode());
    }

    private static Optional<Chosen> byRule(Settings account, Job job) {
        return account.rules().stream()
                .filter(rule -> Objects.requireNonNull(rule.match()).fits(job))
                .findFirst()
                .map(rule -> new Chosen(Objects.requireNonNull(rule.choice()), "rule " + rule.name()));
    }

    /** The plan that was set for a job, whether or not the job is there yet. */
    public Optional<PlanChoice> ofJob(String account, String id) {
        return Optional.ofNullable(settings.get(account).byJob().get(id));
    }

    /** Sets the plan for every job of that id from now on; unset takes it back. */
    public void setForJob(String account, String id, @Nullable PlanChoice choice) {
        if (choice != null) {
            book.check(choice);
        }
        settings.change(account, before -> {
            var byJob = new LinkedHashMap<>(before.byJob());
            byJob.remove(id);
            if (choice != null) {
                byJob.put(id, choice);
            }
            return new Settings(before.rules(), before.byDefault(), byJob);
        });
    }

    public Optional<PlanChoice> byDefault(String account) {
        return Optional.ofNullable(settings.get(account).byDefault());
    }

    /** Sets the plan of whatever no rule is for; unset takes it back. */
    public void setDefault(String account, @Nullable PlanChoice choice) {
        if (choice != null) {
            book.check(choice);
        }
        settings.change(account, before -> new Settings(before.rules(), choice, before.byJob()));
    }

    public List<PlanRule> rules(String account) {
        return settings.get(account).rules();
    }

    /**
     * Adds a rule after all there are. One that could never decide anything is refused with the reason.
     *
     * @param id empty leaves it to the emulator
     */
    public PlanRule addRule(String account, String id, PlanRule rule) {
        book.check(rule.choice());
        var after = settings.change(account, before -> {
            var rules = new ArrayList<>(before.rules());
            rules.add(next(account, id, rule, rules));
            return new Settings(rules, before.byDefault(), before.byJob());
        });
        return after.rules().get(after.rules().size() - 1);
    }

    private PlanRule next(String account, String id, PlanRule rule, List<PlanRule> before) {
        var match = rule.match() == null ? new Match("", "", "", "", "") : rule.match();
        var name = new ResourceName(account, COLLECTION, id.isEmpty() ? freeId(before) : id).toString();
        if (before.stream().anyMatch(known -> known.name().equals(name))) {
            throw ApiException.alreadyExists("resource " + name + " already exists");
        }
        requirePossible(account, match, before);
        return new PlanRule(name, match, rule.choice());
    }

    private void check(String account, Settings known) {
        var rules = new ArrayList<PlanRule>();
        for (var rule : known.rules()) {
            var id = rule.name().substring(rule.name().lastIndexOf('/') + 1);
            var name = ids.name(account, COLLECTION, id).toString();
            if (!rule.name().equals(name)) {
                throw ApiException.invalidArgument("rule \"" + rule.name() + "\" must be called " + name);
            }
            book.check(rule.choice());
            rules.add(next(account, id, rule, rules));
        }
        if (known.byDefault() != null) {
            book.check(known.byDefault());
        }
        known.byJob().forEach((id, choice) -> {
            ids.name(account, "jobs", id);
            book.check(choice);
        });
    }

    public void removeRule(String account, String id) {
        var name = new ResourceName(account, COLLECTION, id).toString();
        settings.change(account, before -> {
            var rules = before.rules().stream()
                    .filter(rule -> !rule.name().equals(name))
                    .toList();
            if (rules.size() == before.rules().size()) {
                throw ApiException.notFound();
            }
            return new Settings(rules, before.byDefault(), before.byJob());
        });
    }

    private static String freeId(List<PlanRule> rules) {
        var last = rules.stream()
                .map(rule -> rule.name().substring(rule.name().lastIndexOf('/') + 1))
                .filter(id -> id.matches("rule-[0-9]{1,9}"))
                .mapToInt(id -> Integer.parseInt(id.substring("rule-".length())))
                .max();
        return "rule-" + (last.orElse(0) + 1);
    }

    private void requirePossible(String account, Match match, List<PlanRule> rules) {
        if (!match.jobId().matches("[a-z0-9*-]*")
                || match.jobId().replace("*", "").length() > 63) {
            throw never("job_id", "no job can have an id like \"" + match.jobId() + "\"");
        }
        if (kinds.stream().noneMatch(kind -> Globs.matches(match.type(), kind.collection()))) {
            throw never(
                    "type",
                    "jobs are of type "
                            + String.join(
                                    ", ",
                                    kinds.stream()
                                            .map(LifecycleType::collection)
                                            .toList()));
        }
        if (match.dataset().startsWith("accounts/")
                && !Globs.matches(match.dataset().split("/", 3)[1], account)) {
            throw never("dataset", "no job of account " + account + " trains on a dataset of another account");
        }
        rules.stream()
                .filter(rule -> Objects.requireNonNull(rule.match()).covers(match))
                .findFirst()
                .ifPresent(rule -> {
                    throw never("", rule.name() + " comes before it and takes every job that it could take");
                });
    }

    private static ApiException never(String field, String why) {
        return ApiException.invalidArgument(
                field.isEmpty() ? "match" : "match." + field, "this rule can never match: " + why);
    }
}
