package dev.emulator.fireworks.account;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.Filter;
import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.OrderBy;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.aip.PageToken;
import dev.emulator.fireworks.aip.Schema;
import dev.emulator.fireworks.lifecycle.AccountClocks;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.RecordSchema;
import dev.emulator.fireworks.store.ResourceIds;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The rules of accounts: whoever asks for one or makes something in it brings it into being. */
@Service
public class Accounts {

    private static final Schema SCHEMA = RecordSchema.of(Account.class);

    private final AccountRows rows;
    private final ResourceIds ids;
    private final AccountClocks clocks;
    private final ProtoJson protoJson;
    private final String email;

    /** Accounts that are known to be there, so that making something in one costs no look-up. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    Accounts(
            AccountRows rows,
            ResourceIds ids,
            AccountClocks clocks,
            ProtoJson protoJson,
            EmulatorProperties properties) {
        this.rows = rows;
        this.ids = ids;
        this.clocks = clocks;
        this.protoJson = protoJson;
        this.email = properties.email();
    }

    /** Sees to it that the account is there. */
    @Transactional
    public void require(String account) {
        if (!known.contains(account)) {
            rows.insertIfAbsent(
                    ids.requireAccount(account), email, clocks.of(account).instant());
            known.add(account);
        }
    }

    /** The accounts a key belongs to. They are few, so they are filtered and cut into pages here and not in the database. */
    @Transactional
    Page<Account> list(List<String> names, ListQuery query) {
        var size = query.size();
        if (query.orderBy() != null && !query.orderBy().isBlank()) {
            OrderBy.parse(
                    query.orderBy(),
                    SCHEMA); // not supported, says the specification; a bad path is refused all the same
        }
        var filter = Filter.parse(query.filter(), SCHEMA);
        var binding = Account.COLLECTION + "\n" + names + "\n" + query.filter();
        var token = query.pageToken();
        var after = token == null || token.isEmpty()
                ? ""
                : String.valueOf(PageToken.decode(token, binding).get(0));
        var wanted = names.stream()
                .distinct()
                .sorted()
                .map(this::get)
                .filter(account -> filter.test(protoJson.tree(account)))
                .toList();
        var rest = wanted.stream()
                .filter(account -> account.name().compareTo(after) > 0)
                .toList();
        var page = rest.subList(0, Math.min(size, rest.size()));
        var next = rest.size() > size
                ? PageToken.encode(binding, List.of(page.get(size - 1).name()))
                : "";
        return new Page<>(Account.COLLECTION, page, next, wanted.size());
    }

    @Transactional
    Account get(String account) {
        rows.insertIfAbsent(
                ids.requireAccount(account), email, clocks.of(account).instant());
        return rows.findById(account).orElseThrow().toResource();
    }
}
