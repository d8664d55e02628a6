package dev.emulator.fireworks.control;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.journal.Har;
import dev.emulator.fireworks.journal.Journal;
import dev.emulator.fireworks.journal.JournalQueries;
import dev.emulator.fireworks.journal.JournalledRequest;
import dev.emulator.fireworks.journal.RequestAwaiter;
import dev.emulator.fireworks.journal.RequestCount;
import dev.emulator.fireworks.journal.RequestMatch;
import dev.emulator.fireworks.journal.RequestPage;
import dev.emulator.fireworks.journal.RequestWait;
import dev.emulator.fireworks.journal.Verification;
import dev.emulator.fireworks.protojson.Empty;
import dev.emulator.fireworks.protojson.ProtoOptional;
import dev.emulator.fireworks.routes.ClientConnection;
import dev.emulator.fireworks.store.ResourceIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists, counts and verifies the requests that clients sent to an account. */
@RestController
class JournalController {

    private final Journal journal;
    private final JournalQueries queries;
    private final RequestAwaiter waits;
    private final Har har;
    private final ResourceIds ids;

    JournalController(Journal journal, JournalQueries queries, RequestAwaiter waits, Har har, ResourceIds ids) {
        this.journal = journal;
        this.queries = queries;
        this.waits = waits;
        this.har = har;
        this.ids = ids;
    }

    /** Lists the account's recorded requests, the oldest first. */
    @GetMapping("/_emulator/v1/accounts/{account}/requests")
    RequestPage list(
            @PathVariable String account,
            @RequestParam(defaultValue = "") String method,
            @RequestParam(defaultValue = "") String operation,
            @RequestParam(defaultValue = "") String path,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String model,
            @RequestParam(defaultValue = "") String userTextContains,
            @RequestParam(defaultValue = "") String fault,
            @RequestParam(defaultValue = "") String userAgent,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String since,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(required = false) @Nullable String pageSize,
            @RequestParam(required = false) @Nullable String pageToken) {
        var match = RequestMatch.of(
                method, operation, path, status, model, userTextContains, fault, userAgent, after, since, until);
        return queries.list(ids.validAccountId(account), match, pageSize, pageToken);
    }

    /** Returns a recorded request and its response, with headers and bodies. */
    @GetMapping("/_emulator/v1/accounts/{account}/requests/{number:[0-9]{1,18}}")
    JournalledRequest get(@PathVariable String account, @PathVariable long number) {
        return queries.get(ids.validAccountId(account), number)
                .orElseThrow(() -> new ApiException(
                        Code.NOT_FOUND,
                        "request " + number + " is not in the account's journal; it may have been evicted or cleared"));
    }

    /** Deletes all recorded requests of the account. */
    @DeleteMapping("/_emulator/v1/accounts/{account}/requests")
    Empty clear(@PathVariable String account) {
        journal.clear(ids.validAccountId(account));
        return Empty.EMPTY;
    }

    /** Counts the recorded requests that match. */
    @PostMapping("/_emulator/v1/accounts/{account}/requests:count")
    RequestCount count(@PathVariable String account, @RequestBody CountRequestsRequest request) {
        return queries.count(ids.validAccountId(account), orAny(request.match()));
    }

    /** Checks whether at least, at most or exactly a given number of requests match. */
    @PostMapping("/_emulator/v1/accounts/{account}/requests:verify")
    Verification verify(@PathVariable String account, @RequestBody VerifyRequestsRequest request) {
        return queries.verify(
                ids.validAccountId(account),
                orAny(request.match()),
                request.atLeast(),
                request.atMost(),
                request.exactly());
    }

    /** Waits until a given number of requests match, or until the timeout. */
    @PostMapping("/_emulator/v1/accounts/{account}/requests:wait")
    RequestWait await(
            @PathVariable String account, @RequestBody WaitForRequestsRequest request, HttpServletRequest client) {
        return waits.until(
                ids.validAccountId(account),
                orAny(request.match()),
                Objects.requireNonNullElse(request.count(), 1),
                request.timeout(),
                ClientConnection.of(client)::isOpen);
    }

    /** Returns the recorded requests that match, as an HTTP Archive (HAR 1.2). */
    @GetMapping("/_emulator/v1/accounts/{account}/requests:har")
    void archive(
            @PathVariable String account,
            @RequestParam(defaultValue = "") String method,
            @RequestParam(defaultValue = "") String operation,
            @RequestParam(defaultValue = "") String path,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String model,
            @RequestParam(defaultValue = "") String userTextContains,
            @RequestParam(defaultValue = "") String after,
            HttpServletResponse response)
            throws IOException {
        var match = RequestMatch.of(method, operation, path, status, model, userTextContains, "", "", after, "", "");
        var entries = har.entries(ids.validAccountId(account), match);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        var file = ContentDisposition.attachment().filename(account + ".har").build();
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, file.toString());
        har.write(entries, response.getOutputStream());
    }

    private static RequestMatch orAny(@Nullable RequestMatch match) {
        return Objects.requireNonNullElse(match, RequestMatch.ANY);
    }

    /**
     * The requests to count.
     *
     * @param match all requests by default
     */
    record CountRequestsRequest(@Nullable RequestMatch match) {}

    /** The expected number of requests that match. */
    record VerifyRequestsRequest(
            @Nullable RequestMatch match,
            @ProtoOptional @Nullable Integer atLeast,
            @ProtoOptional @Nullable Integer atMost,
            @ProtoOptional @Nullable Integer exactly) {}

    /**
     * The requests to wait for.
     *
     * @param match all requests by default
     * @param count the number of requests, 1 by default
     * @param timeout in real time, 60s at most; 10s by default
     */
    record WaitForRequestsRequest(
            @Nullable RequestMatch match,
            @ProtoOptional @Nullable Integer count,
            String timeout) {}
}
