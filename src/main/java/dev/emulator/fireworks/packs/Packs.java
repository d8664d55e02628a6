package dev.emulator.fireworks.packs;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.faults.Fault;
import dev.emulator.fireworks.faults.Faults;
import dev.emulator.fireworks.inference.ReplyHits;
import dev.emulator.fireworks.inference.ReplyScripts;
import dev.emulator.fireworks.journal.Journal;
import dev.emulator.fireworks.plan.PlanSelector;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.AccountSettings;
import dev.emulator.fireworks.store.NamedEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Starts and stops packs in accounts. */
@Component
public class Packs {

    private static final String FILE = "packs.json";

    private final AccountSettings<Started> documents;
    private final PlanSelector plans;
    private final Faults faults;
    private final ReplyScripts replies;
    private final Journal journal;
    private final AccountClocks clocks;
    private final ProtoJson protoJson;
    private volatile @Nullable List<Pack> all;

    Packs(
            AccountSettings.Factory factory,
            PlanSelector plans,
            Faults faults,
            ReplyScripts replies,
            Journal journal,
            AccountClocks clocks,
            ProtoJson protoJson) {
        this.documents = factory.open("packs", Started.class, this::check);
        this.plans = plans;
        this.faults = faults;
        this.replies = replies;
        this.journal = journal;
        this.clocks = clocks;
        this.protoJson = protoJson;
    }

    private record File(List<Pack> packs) {}

    /** The packs that are active in an account, by name. */
    record Started(Map<String, Start> running) {}

    /**
     * When a pack was started.
     *
     * @param journal the name of the journal that the cursor belongs to
     * @param cursor the number of the last request before the start
     */
    record Start(Instant time, String journal, long cursor) {}

    /** Returns all packs. They are read on first use, to keep the start fast. */
    public List<Pack> all() {
        var read = all;
        if (read == null) {
            try (var file = new ClassPathResource(FILE, Packs.class).getInputStream()) {
                read = protoJson.read(file.readAllBytes(), File.class).packs();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            all = read;
        }
        return read;
    }

    public Pack require(String name) {
        return all().stream()
                .filter(pack -> pack.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ApiException(
                        Code.NOT_FOUND,
                        "there is no pack \"" + name + "\"; the packs are "
                                + all().stream().map(Pack::name).collect(Collectors.joining(", "))));
    }

    /**
     * Starts a pack. A pack with a plan sets the account's default plan.
     *
     * @throws ApiException NOT_FOUND for an unknown pack, FAILED_PRECONDITION if it is active already, or has a plan where the account has a
     *     default plan
     */
    public void start(String account, String name) {
        var pack = require(name);
        if (documents.get(account).running().containsKey(name)) {
            throw ApiException.failedPrecondition("pack " + name + " is already active");
        }
        if (pack.plan() != null && plans.byDefault(account).isPresent()) {
            throw ApiException.failedPrecondition("account " + account + " already has a default plan");
        }
        var start = new Start(clocks.of(account).instant(), journal.name(), journal.cursor());
        documents.change(account, before -> {
            var running = new LinkedHashMap<>(before.running());
            running.put(name, start);
            return new Started(running);
        });
        if (pack.plan() != null) {
            plans.setDefault(account, pack.plan());
        }
        for (int i = 0; i < pack.faults().size(); i++) {
            faults.add(account, partId(pack, i), pack.faults().get(i));
        }
        for (int i = 0; i < pack.replies().size(); i++) {
            replies.add(account, partId(pack, i), pack.replies().get(i));
        }
    }

    /** Stops a pack. Resources that follow its plan keep it. */
    public void stop(String account, String name) {
        var pack = require(name);
        started(account, name);
        documents.change(account, before -> {
            var running = new LinkedHashMap<>(before.running());
            running.remove(name);
            return new Started(running);
        });
        var plan = pack.plan();
        if (plan != null && plans.byDefault(account).filter(plan::equals).isPresent()) {
            plans.setDefault(account, null);
        }
        of(account, pack).forEach(fault -> faults.remove(account, fault.id()));
        repliesOf(account, pack).forEach(reply -> replies.remove(account, reply.id()));
    }

    private void check(String account, Started known) {
        known.running().forEach((name, start) -> {
            require(name);
            if (start.time() == null || start.cursor() < 0) {
                throw ApiException.invalidArgument("pack " + name + " needs a time and a cursor of 0 or more");
            }
        });
    }

    Start started(String account, String name) {
        var start = documents.get(account).running().get(name);
        if (start == null) {
            throw ApiException.failedPrecondition("pack " + name + " is not active");
        }
        return start;
    }

    /** Returns those faults of the pack that were not deleted. */
    List<Fault> of(String account, Pack pack) {
        return faults.list(account).stream()
                .filter(fault -> isPartOf(pack, fault))
                .toList();
    }

    /** Returns those replies of the pack that were not deleted. */
    List<ReplyHits> repliesOf(String account, Pack pack) {
        return replies.hits(account).stream()
                .filter(reply -> isPartOf(pack, reply))
                .toList();
    }

    private static boolean isPartOf(Pack pack, NamedEntry entry) {
        var prefix = pack.name() + "-";
        return entry.id().startsWith(prefix)
                && entry.id().substring(prefix.length()).matches("[0-9]+");
    }

    private static String partId(Pack pack, int number) {
        return pack.name() + "-" + (number + 1);
    }
}
