package dev.emulator.fireworks.inference.reply;

import dev.emulator.fireworks.store.WriteBehind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.springframework.scheduling.TaskScheduler;

/** Counts in memory how often replies have answered. It is used for replies whose answer does not depend on their counts. */
final class ReplyHitCounter {

    private final BiConsumer<String, Map<String, Hits>> writer;
    private final WriteBehind<String, Map<String, Hits>> counts;

    /** How many requests matched a reply, and how many of them it answered. */
    record Hits(long matched, long replied) {

        static final Hits NONE = new Hits(0, 0);

        Hits plus(Hits other) {
            return new Hits(matched + other.matched, replied + other.replied);
        }
    }

    /** @param writer adds the hits of an account, by the names of the replies */
    ReplyHitCounter(BiConsumer<String, Map<String, Hits>> writer, TaskScheduler scheduler) {
        this.writer = writer;
        this.counts = new WriteBehind<>(ReplyHitCounter::sum, this::write, scheduler);
    }

    /** Counts a request for all replies that match it, of which the first one answers. */
    void count(String account, List<ScriptedReply> matching) {
        var hits = new HashMap<String, Hits>();
        for (int i = 0; i < matching.size(); i++) {
            hits.put(matching.get(i).name(), new Hits(1, i == 0 ? 1 : 0));
        }
        counts.add(Map.of(account, hits));
    }

    void write() {
        counts.write();
    }

    private void write(Map<String, Map<String, Hits>> byAccount) {
        for (var accounts = byAccount.entrySet().iterator(); accounts.hasNext(); ) {
            var account = accounts.next();
            writer.accept(account.getKey(), account.getValue());
            accounts.remove();
        }
    }

    private static Map<String, Hits> sum(Map<String, Hits> one, Map<String, Hits> other) {
        var sum = new HashMap<>(one);
        other.forEach((name, hits) -> sum.merge(name, hits, Hits::plus));
        return sum;
    }
}
