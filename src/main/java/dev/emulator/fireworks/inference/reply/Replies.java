package dev.emulator.fireworks.inference.reply;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.chance.RandomSeed;
import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.database.Database;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.ReplyHits;
import dev.emulator.fireworks.inference.ReplyScripts;
import dev.emulator.fireworks.inference.reply.ReplyHitCounter.Hits;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.AccountSettings;
import dev.emulator.fireworks.store.NamedEntry;
import dev.emulator.fireworks.store.PendingWrites;
import dev.emulator.fireworks.store.ResourceIds;
import jakarta.annotation.PreDestroy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;

/** The scripted replies of all accounts, with how often each has replied. All emulators on one database share them. */
@Component
public class Replies implements ReplyScripts, PendingWrites {

    private static final String COLLECTION = "replies";

    private final AccountSettings<AccountReplies> documents;
    private final AccountClocks clocks;
    private final RandomSeed randomSeed;
    private final ResourceIds ids;
    private final ProtoJson protoJson;
    private final ReplyHitCounter counter;
    private final boolean alone;

    Replies(
            AccountSettings.Factory factory,
            AccountClocks clocks,
            RandomSeed randomSeed,
            ResourceIds ids,
            ProtoJson protoJson,
            Database database,
            TaskScheduler scheduler) {
        this.documents = factory.open(COLLECTION, AccountReplies.class, this::check);
        this.clocks = clocks;
        this.randomSeed = randomSeed;
        this.ids = ids;
        this.protoJson = protoJson;
        this.counter = new ReplyHitCounter(this::add, scheduler);
        this.alone = database.isH2();
    }

    /**
     * Adds a reply to an account.
     *
     * @param id the server generates one if it is empty
     * @param reply only its {@link ScriptedReply.Spec} is used
     * @return the reply with its name
     * @throws ApiException INVALID_ARGUMENT for a reply that could never answer, ALREADY_EXISTS for an id that is in use
     */
    public ScriptedReply add(String account, String id, ScriptedReply reply) {
        ids.validAccountId(account);
        var now = clocks.of(account).instant();
        ReplyRules.check(reply.spec(), now);
        var after = documents.change(account, before -> {
            ReplyRules.checkNotHidden(reply.spec(), before.replies());
            var named = id.isEmpty() ? before.naming() : before;
            var name = ids.nameFor(account, COLLECTION, id.isEmpty() ? named.freeId() : id, "reply_id");
            return named.with(reply.created(name.toString(), now));
        });
        return NamedEntry.get(after.replies(), id.isEmpty() ? after.freeId() : id);
    }

    /** Validates a reply that is to be added later; its window of time is not checked. */
    void check(String account, String id, ScriptedReply reply) {
        ids.nameFor(account, COLLECTION, id, "reply_id");
        ReplyRules.check(reply.spec());
    }

    private void check(String account, AccountReplies known) {
        var taken = new HashSet<String>();
        for (var reply : known.replies()) {
            var name = ids.name(account, COLLECTION, reply.id());
            NamedEntry.checkName("reply", reply, name, taken);
            if (reply.createTime() == null || reply.replied() < 0 || reply.matched() < reply.replied()) {
                throw ApiException.invalidArgument(
                        "matched", name + " needs a createTime, and must not have replied more often than it matched");
            }
            try {
                ReplyRules.check(reply.spec());
            } catch (ApiException e) {
                throw ApiException.invalidArgument(name + ": " + e.getMessage());
            }
        }
        if (known.named() < 0) {
            throw ApiException.invalidArgument("named", "named must be 0 or more");
        }
    }

    /** Lists the replies in the order in which they are evaluated. */
    public List<ScriptedReply> list(String account) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            counter.write(); // would wait for the rows that the transaction has locked
        }
        return documents
                .find(ids.validAccountId(account))
                .orElseGet(AccountReplies::none)
                .replies();
    }

    /** @throws ApiException NOT_FOUND if there is no such reply */
    public ScriptedReply get(String account, String id) {
        return NamedEntry.get(list(account), ids.name(account, COLLECTION, id).id());
    }

    @Override
    public void remove(String account, String id) {
        get(account, id);
        documents.change(account, before -> before.without(id));
    }

    @Override
    public void add(String account, String id, JsonNode reply) {
        add(account, id, protoJson.read(protoJson.writeBytes(reply), ScriptedReply.class));
    }

    @Override
    public List<ReplyHits> hits(String account) {
        return list(account).stream()
                .map(reply -> new ReplyHits(reply.name(), reply.matched(), reply.replied()))
                .toList();
    }

    public void clear(String account) {
        if (!list(account).isEmpty()) {
            documents.change(account, before -> new AccountReplies(List.of(), before.named()));
        }
    }

    /** Counts a request for every reply that it matches, and returns the one that answers, as it was before. */
    Optional<ScriptedReply> find(Prompt prompt) {
        var account = prompt.account();
        var known = documents.find(account).orElse(null);
        if (known == null || known.replies().isEmpty()) {
            return Optional.empty();
        }
        var now = clocks.of(account).instant();
        var matching = known.matching(prompt, now);
        if (matching.isEmpty()) {
            return Optional.empty();
        }
        // Other emulators on the database must see each count at once.
        if (alone && matching.stream().noneMatch(ScriptedReply::dependsOnHits)) {
            counter.count(account, matching);
            return Optional.of(matching.get(0));
        }
        counter.write();
        var answers = new AtomicReference<@Nullable ScriptedReply>();
        documents.change(account, replies -> {
            answers.set(null);
            return replies.count(prompt, now, randomSeed.value(), answers::set);
        });
        return Optional.ofNullable(answers.get());
    }

    @Override
    @PreDestroy
    public void write() {
        counter.write();
    }

    /** Adds hits to the counts of replies. Replies that no longer exist are ignored. */
    private void add(String account, Map<String, Hits> hits) {
        if (documents.find(account).isPresent()) {
            documents.change(account, replies -> replies.plus(hits));
        }
    }
}
