package dev.emulator.fireworks.inference.responses;

import dev.emulator.fireworks.inference.InferenceException;
import dev.emulator.fireworks.store.AccountLock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The responses of all accounts in the database. Of each account, the newest are kept. */
@Component
class ResponseStore {

    static final String TABLE = "model_response";

    /** The maximum number of responses of an account. */
    static final int MOST = 1000;

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String WHERE_ID = " where account_id = ? and response_id = ?";

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final AccountLock lock;

    ResponseStore(JdbcClient jdbc, TransactionOperations transaction, AccountLock lock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.lock = lock;
    }

    /** A part of the list of responses, the newest first. */
    record Page(List<JsonNode> responses, boolean hasMore) {}

    /**
     * Stores a response, and deletes the oldest responses of the account if there are too many.
     *
     * @param input the items of the request
     */
    void save(String account, Instant createTime, ObjectNode response, ArrayNode input) {
        var inputObject = JsonNodeFactory.instance.objectNode();
        inputObject.set("items", input);
        transaction.executeWithoutResult(status -> {
            lock.share(account);
            var number = jdbc.sql("select coalesce(max(seq), 0) + 1 from " + TABLE + " where account_id = ?")
                    .param(account)
                    .query(Long.class)
                    .single();
            jdbc.sql("insert into " + TABLE
                            + " (account_id, response_id, seq, create_time, response, input) values (?, ?, ?, ?, ?, ?)")
                    .params(
                            account,
                            response.path("id").stringValue(),
                            number,
                            createTime.atOffset(ZoneOffset.UTC),
                            response.toString(),
                            inputObject.toString())
                    .update();
            jdbc.sql("delete from " + TABLE + " where account_id = ? and seq <= ?")
                    .params(account, number - MOST)
                    .update();
        });
    }

    Optional<StoredResponse> find(String account, String id) {
        return jdbc.sql("select response, input from " + TABLE + WHERE_ID)
                .params(account, id)
                .query((row, number) -> new StoredResponse(
                        MAPPER.readTree(row.getString(1)),
                        MAPPER.readTree(row.getString(2)).path("items")))
                .optional();
    }

    /** Returns whether the response existed. */
    boolean delete(String account, String id) {
        return jdbc.sql("delete from " + TABLE + WHERE_ID).params(account, id).update() > 0;
    }

    /**
     * Lists responses.
     *
     * @param after id of the response before the first one of the page; null to start with the newest
     * @param before id of the response after the last one of the page; null for no limit
     * @throws InferenceException 400 if a response of these ids does not exist
     */
    Page list(String account, int limit, @Nullable String after, @Nullable String before) {
        var where = new StringBuilder(" where account_id = ?");
        var parameters = new ArrayList<Object>(List.of(account));
        addCursor(where, parameters, account, "after", after, " and (seq, response_id) < (?, ?)");
        addCursor(where, parameters, account, "before", before, " and (seq, response_id) > (?, ?)");
        var isBackwards = after == null && before != null;
        var order = isBackwards ? " order by seq, response_id" : " order by seq desc, response_id desc";
        parameters.add(limit + 1);
        var found = jdbc.sql("select response from " + TABLE + where + order + " limit ?")
                .params(parameters)
                .query((row, number) -> MAPPER.readTree(row.getString(1)))
                .list();
        var page = new ArrayList<>(found.subList(0, Math.min(limit, found.size())));
        if (isBackwards) {
            Collections.reverse(page);
        }
        return new Page(page, found.size() > limit);
    }

    private void addCursor(
            StringBuilder where,
            List<Object> parameters,
            String account,
            String field,
            @Nullable String id,
            String condition) {
        if (id == null) {
            return;
        }
        var number = jdbc.sql("select seq from " + TABLE + WHERE_ID)
                .params(account, id)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> InferenceException.invalidRequest(
                        "Response not found, field: '" + field + "', value: '" + id + "'"));
        where.append(condition);
        parameters.add(number);
        parameters.add(id);
    }
}
