package dev.emulator.fireworks.store;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Filter;
import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.MessageSchema;
import dev.emulator.fireworks.aip.OrderBy;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.protojson.ProtoJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists the resources of one type. The database filters and orders by columns. For other fields, the resources are evaluated row by row, with
 * no more than a page in memory.
 *
 * @param <R> the row
 * @param <T> the resource
 */
public final class Listing<R extends Row<?>, T extends Record> {

    /** Maximum number of rows that are read or counted for the {@code totalSize} of a filtered list. With more rows, it is a lower bound. */
    static final int COUNTED = 10_000;

    /** Maximum number of rows that a page number can skip. The database has to read all skipped rows, unlike with a page token. */
    static final int SKIPPED = 100_000;

    private static final int CHUNK = 500;

    private final Rows<R> rows;
    private final ResourceCounts counts;
    private final ProtoJson protoJson;
    private final String collection;
    private final MessageSchema schema;
    private final Map<String, Column<R>> columns = new LinkedHashMap<>();

    public Listing(
            Rows<R> rows,
            ResourceCounts counts,
            ProtoJson protoJson,
            String collection,
            Class<T> resourceType,
            List<Column<R>> columns) {
        this.rows = rows;
        this.counts = counts;
        this.protoJson = protoJson;
        this.collection = collection;
        this.schema = RecordSchema.of(resourceType);
        columns.forEach(column -> this.columns.put(column.path(), column));
    }

    public Page<T> page(String account, ListQuery query, Function<R, T> toResource) {
        return page(account, query, "", toResource);
    }

    /** @param hidden an SQL condition for rows that are not listed, but count in the total of an unfiltered list; empty for none */
    public Page<T> page(String account, ListQuery query, String hidden, Function<R, T> toResource) {
        var size = query.size();
        var filter = Filter.parse(query.filter(), schema);
        var order = OrderBy.parse(query.orderBy(), schema);
        var binding = String.join("\n", collection, account, String.valueOf(query.filter()), order.text() + hidden);
        var start = PageCursor.decode(query.pageToken(), binding, size);
        var split = new ColumnFilter(columns, account, collection).split(filter);
        var listed = hidden.isEmpty()
                ? split.condition()
                : SqlCondition.of("not " + hidden).and(split.condition());
        var condition = SqlCondition.of("account_id = ?", account).and(listed);
        var view = new View(condition, split, toResource);
        var keyset = keyset(order);
        var counted = filter instanceof Filter.All ? counts.total(collection, account) : total(start, view);
        if (start.skip() > 0 && view.rest.isEmpty()) {
            if (start.skip() >= counted && (filter instanceof Filter.All || counted < COUNTED)) {
                return new Page<>(collection, List.of(), "", counted);
            }
            require(start.skip() <= SKIPPED);
        }
        var found = keyset.isPresent()
                ? inOrder(keyset.get(), view, size, start, counted)
                : sorting(order, view, size, start);
        var total = counted < 0 ? found.matches() : counted;
        var next = found.next() == null ? "" : new PageCursor(total, found.next()).encode(binding);
        return new Page<>(collection, found.items(), next, total);
    }

    private static void require(boolean isReachable) {
        if (!isReachable) {
            throw ApiException.invalidArgument("page_token numbers a page too far down the list; use next_page_token");
        }
    }

    /** The filter of a list, as an SQL condition and as terms to evaluate on resources. */
    private final class View {

        private final SqlCondition condition;
        private final ColumnFilter.Split split;
        private final List<Filter> rest;
        private final Function<R, T> toResource;

        private View(SqlCondition condition, ColumnFilter.Split split, Function<R, T> toResource) {
            this.condition = condition;
            this.split = split;
            this.rest = split.rest();
            this.toResource = toResource;
        }

        /** A column with a fixed value can come first without changing the order. This is done if there is an index for it. */
        private String orderBy(Keyset<R> keyset) {
            return split.fixed().stream()
                    .map(column -> column + ", " + keyset.orderBy())
                    .filter(rows::hasIndex)
                    .findFirst()
                    .orElse(keyset.orderBy());
        }

        private boolean wants(T resource) {
            return rest.isEmpty() || wants(protoJson.tree(resource));
        }

        private boolean wants(ObjectNode tree) {
            return rest.stream().allMatch(term -> term.test(tree));
        }
    }

    /** A page, its last position if more rows follow, and the number of matches that were read. */
    private record Found<T>(List<T> items, @Nullable List<@Nullable String> next, int matches) {}

    /** The total, or -1 if it is known only after the rows were read. */
    private int total(PageCursor start, View view) {
        if (start.isAfterRow()) {
            return start.total();
        }
        return view.rest.isEmpty() ? rows.count(view.condition, COUNTED) : -1;
    }

    private Optional<Keyset<R>> keyset(OrderBy order) {
        var keys = new ArrayList<Keyset.Key<R>>();
        for (var key : order.keys()) {
            var column = columns.get(key.path().text());
            if (column == null) {
                return Optional.empty();
            }
            keys.add(new Keyset.Key<>(column, key.descending()));
        }
        return Optional.of(new Keyset<>(keys));
    }

    private Found<T> inOrder(Keyset<R> keyset, View view, int size, PageCursor start, int counted) {
        var items = new ArrayList<T>();
        var position = start.isAfterRow() ? start.position() : null;
        // The database can skip rows only if it evaluates the whole filter.
        var skip = view.rest.isEmpty() ? start.skip() : 0;
        var unwanted = start.skip() - skip;
        @Nullable R last = null;
        @Nullable R end = null;
        var isFollowed = false;
        var matches = 0;
        var seen = 0;
        var chunk = view.rest.isEmpty() ? size + 1 : CHUNK;
        var orderBy = view.orderBy(keyset);
        var follow = !orderBy.equals(keyset.orderBy()) || view.split.isEmpty() || counted >= COUNTED;
        List<R> read;
        do {
            if (last != null) {
                position = keyset.position(last);
            }
            var condition = position == null ? view.condition : view.condition.and(keyset.after(position));
            read = rows.readViews(condition, orderBy, follow, skip, chunk, view.rest.isEmpty());
            skip = 0;
            for (var row : read) {
                last = row;
                var resource = view.toResource.apply(row);
                if (!view.wants(resource)) {
                    continue;
                }
                matches++;
                if (matches <= unwanted) {
                    continue;
                }
                if (items.size() < size) {
                    items.add(resource);
                    end = row;
                } else {
                    isFollowed = true;
                }
            }
            seen += read.size();
        } while (read.size() == chunk
                && (!isFollowed || (!start.isAfterRow() && seen < COUNTED && !view.rest.isEmpty())));
        return new Found<>(items, isFollowed && end != null ? keyset.position(end) : null, matches);
    }

    /** A resource and its JSON tree, by which it is ordered. */
    private record Ranked<T>(ObjectNode tree, T resource) {}

    /** Orders by fields that are not columns. All rows of the account are read, but only a page is kept in memory. */
    private Found<T> sorting(OrderBy order, View view, int size, PageCursor start) {
        var ranking = new FieldOrder(order, schema, protoJson);
        var comparator = ranking.comparator();
        var after = start.isAfterRow()
                ? ranking.parse(String.valueOf(start.position().get(0)))
                : lastSkipped(ranking, view, start.skip());
        var best = new PriorityQueue<Ranked<T>>((a, b) -> comparator.compare(b.tree(), a.tree()));
        var matches = new AtomicInteger();
        forEachWanted(view, ranked -> {
            matches.incrementAndGet();
            if (after == null || comparator.compare(ranked.tree(), after) > 0) {
                best.add(ranked);
                if (best.size() > size + 1) {
                    best.remove();
                }
            }
        });
        var sorted = best.stream()
                .sorted((a, b) -> comparator.compare(a.tree(), b.tree()))
                .toList();
        var page = sorted.subList(0, Math.min(size, sorted.size()));
        List<@Nullable String> next = sorted.size() <= size
                ? null
                : List.of(ranking.position(page.get(size - 1).tree()));
        return new Found<>(page.stream().map(Ranked::resource).toList(), next, matches.get());
    }

    /** The last of the rows that a page number skips. Only the ordering fields of each row are kept in memory. */
    private @Nullable JsonNode lastSkipped(FieldOrder ranking, View view, long skip) {
        if (skip == 0) {
            return null;
        }
        var first = new PriorityQueue<JsonNode>(ranking.comparator().reversed());
        forEachWanted(view, ranked -> {
            first.add(ranking.parse(ranking.position(ranked.tree())));
            if (first.size() > skip) {
                first.remove();
            }
            require(first.size() <= COUNTED);
        });
        return first.peek();
    }

    private void forEachWanted(View view, Consumer<Ranked<T>> action) {
        var byName = new Keyset<R>(List.of());
        List<@Nullable String> position = null;
        List<R> read;
        do {
            var condition = position == null ? view.condition : view.condition.and(byName.after(position));
            read = rows.readViews(condition, byName.orderBy(), view.split.isEmpty(), 0, CHUNK, false);
            for (var row : read) {
                position = byName.position(row);
                var resource = view.toResource.apply(row);
                var tree = protoJson.tree(resource);
                if (view.wants(tree)) {
                    action.accept(new Ranked<>(tree, resource));
                }
            }
        } while (read.size() == CHUNK);
    }
}
