package dev.emulator.fireworks.plan;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.chance.RandomSeed;
import dev.emulator.fireworks.plan.PlanRule.Match;
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
 * Selects the plan of a new resource. In this order: the plan in the request, the plan set for the resource's name, the first rule that
 * matches, the default of the account. Without any of these, the emulator's settings apply.
 */
@Component
public class PlanSelector {

    private static final String COLLECTION = "plans";

    /** Older versions set plans for the id of a job without its collection. Such a plan applies in every collection. */
    static final String ANY = "*";

    private final AccountSettings<Settings> settings;
    private final PlanCatalogue catalogue;
    private final PlannedTypes<?> types;
    private final RandomSeed randomSeed;
    private final ResourceIds ids;
    private final RequestedPlan requested;

    PlanSelector(
            AccountSettings.Factory factory,
            PlanCatalogue catalogue,
            PlannedTypes<?> types,
            RandomSeed randomSeed,
            ResourceIds ids,
            RequestedPlan requested) {
        this.settings = factory.open(COLLECTION, Settings.class, StoredPlans::settings, this::check);
        this.catalogue = catalogue;
        this.types = types;
        this.randomSeed = randomSeed;
        this.ids = ids;
        this.requested = requested;
    }

    /**
     * The plans that are set for an account.
     *
     * @param byResource plans by collection and id; the collection {@code *} stands for all
     */
    record Settings(List<PlanRule> rules, @Nullable PlanChoice byDefault, Map<String, PlanChoice> byResource) {

        private Optional<PlanChoice> of(ResourceName name) {
            return Optional.ofNullable(byResource.get(key(name.collection(), name.id())))
                    .or(() -> Optional.ofNullable(byResource.get(key(ANY, name.id()))));
        }
    }

    /**
     * The properties of a new resource that plan rules can match.
     *
     * @param attributes the match attributes of its type
     */
    public record Candidate(ResourceName name, String displayName, Map<String, String> attributes) {}

    private record Chosen(PlanChoice choice, String why) {}

    /** Selects the plan of a new resource; empty if neither the request nor the account sets one. */
    public Optional<Plan> choose(Candidate candidate) {
        var name = candidate.name();
        var type = types.require(name.collection());
        var account = settings.get(name.account());
        return requested
                .choice()
                .map(choice -> new Chosen(choice, "requested when the resource was created"))
                .or(() -> account.of(name).map(choice -> new Chosen(choice, setFor(name))))
                .or(() -> byRule(account, type, candidate))
                .or(() -> Optional.ofNullable(account.byDefault())
                        .filter(choice -> catalogue.fits(type, choice))
                        .map(choice -> new Chosen(choice, "default of account " + name.account())))
                .map(chosen -> draw(chosen.choice(), name).because(chosen.why()));
    }

    /** The reason to report for a plan that was set for a resource. */
    public static String setFor(ResourceName name) {
        return "set for resource " + name.id();
    }

    static String key(String collection, String id) {
        return collection + "/" + id;
    }

    /** Creates the plan of a resource. Random durations depend on its name only, so a repetition gives the same ones. */
    public Plan draw(PlanChoice choice, ResourceName name) {
        return catalogue.plan(
                types.require(name.collection()),
                choice,
                randomSeed.value() * 31 + (name.collection() + "/" + name.id()).hashCode());
    }

    private Optional<Chosen> byRule(Settings account, PlannedType type, Candidate candidate) {
        return account.rules().stream()
                .filter(rule -> Objects.requireNonNull(rule.match()).fits(candidate))
                .filter(rule -> catalogue.fits(type, Objects.requireNonNull(rule.choice())))
                .findFirst()
                .map(rule -> new Chosen(Objects.requireNonNull(rule.choice()), "rule " + rule.name()));
    }

    /** The plan that is set for a resource name, whether or not the resource exists. */
    public Optional<PlanChoice> of(ResourceName name) {
        types.require(name.collection());
        return settings.get(name.account()).of(name);
    }

    /** Sets the plan for resources that will be created with that name; {@code null} removes it. */
    public void set(ResourceName name, @Nullable PlanChoice choice) {
        var type = types.require(name.collection());
        if (choice != null) {
            check(type, choice);
        }
        settings.change(name.account(), before -> {
            var byResource = new LinkedHashMap<>(before.byResource());
            byResource.remove(key(name.collection(), name.id()));
            byResource.remove(key(ANY, name.id()));
            if (choice != null) {
                byResource.put(key(name.collection(), name.id()), choice);
            }
            return new Settings(before.rules(), before.byDefault(), byResource);
        });
    }

    /** Refuses a choice that resources of a type cannot follow. */
    void check(PlannedType type, PlanChoice choice) {
        catalogue.check(List.of(type), choice);
    }

    /** Refuses a rule whose plan no matching resource can follow. */
    void check(PlanRule rule) {
        var match = rule.match() == null ? Match.ANYTHING : rule.match();
        catalogue.check(matching(match), rule.choice());
    }

    public Optional<PlanChoice> byDefault(String account) {
        return Optional.ofNullable(settings.get(account).byDefault());
    }

    /** Sets the plan of new resources to which no rule applies; {@code null} removes it. */
    public void setDefault(String account, @Nullable PlanChoice choice) {
        if (choice != null) {
            catalogue.check(types.all(), choice);
        }
        settings.change(account, before -> new Settings(before.rules(), choice, before.byResource()));
    }

    public List<PlanRule> rules(String account) {
        return settings.get(account).rules();
    }

    /**
     * Adds a rule after the existing ones. A rule that can never apply is refused with the reason.
     *
     * @param id empty lets the emulator choose one
     */
    public PlanRule addRule(String account, String id, PlanRule rule) {
        check(rule);
        var after = settings.change(account, before -> {
            var rules = new ArrayList<>(before.rules());
            rules.add(next(account, id, rule, rules));
            return new Settings(rules, before.byDefault(), before.byResource());
        });
        return after.rules().get(after.rules().size() - 1);
    }

    private PlanRule next(String account, String id, PlanRule rule, List<PlanRule> before) {
        var match = rule.match() == null ? Match.ANYTHING : rule.match();
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
                throw ApiException.invalidArgument("the name of rule \"" + rule.name() + "\" must be " + name);
            }
            check(rule);
            rules.add(next(account, id, rule, rules));
        }
        if (known.byDefault() != null) {
            catalogue.check(types.all(), known.byDefault());
        }
        known.byResource().forEach((key, choice) -> {
            var collection = key.substring(0, Math.max(0, key.indexOf('/')));
            ids.name(account, collection, key.substring(collection.length() + 1));
            catalogue.check(
                    collection.equals(ANY) ? types.all() : List.of(types.require("by_resource", collection)), choice);
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
            return new Settings(rules, before.byDefault(), before.byResource());
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
        if (!match.id().matches("[a-z0-9*-]*") || match.id().replace("*", "").length() > 63) {
            throw never("id", "no resource can have an id like \"" + match.id() + "\"");
        }
        var candidates = matching(match);
        match.attributes().forEach((name, pattern) -> requirePossible(account, candidates, name, pattern));
        rules.stream()
                .filter(rule -> Objects.requireNonNull(rule.match()).covers(match))
                .findFirst()
                .ifPresent(rule -> {
                    throw never("", rule.name() + " comes before it and matches the same resources");
                });
    }

    private static void requirePossible(
            String account, List<? extends PlannedType> candidates, String attribute, String pattern) {
        var known = candidates.stream()
                .flatMap(type -> type.matchAttributes().stream())
                .filter(each -> each.name().equals(attribute))
                .findFirst()
                .orElseThrow(() -> never("attributes." + attribute, "no matching resource has this attribute"));
        if (known.isInAccount()
                && pattern.startsWith("accounts/")
                && !Globs.matches(pattern.split("/", 3)[1], account)) {
            throw never(
                    "attributes." + attribute,
                    "no resource of account " + account + " has a " + attribute + " of another account");
        }
    }

    private List<? extends PlannedType> matching(Match match) {
        var matching = types.matching(match.collection());
        if (matching.isEmpty()) {
            throw never("collection", "the collections of resources with states are " + types.names());
        }
        return matching;
    }

    private static ApiException never(String field, String why) {
        return ApiException.invalidArgument(
                field.isEmpty() ? "match" : "match." + field, "this rule can never match: " + why);
    }
}
