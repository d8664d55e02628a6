package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.auth.Credentials;
import dev.emulator.fireworks.routes.Routes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer as they were, secrets included: what is told of them goes through {@link EntryView}. Nothing is taken apart
 * before somebody asks.
 */
public final class Entry {

    /** The entry itself, its lists and arrays, and its place in the journal. */
    private static final int FIXED_SIZE = 640;

    private long number;
    private final String account;
    private final Instant time;
    private final Instant startTime;
    private final Duration duration;
    private final String method;
    private final String path;
    private final String query;
    private final String protocol;
    private final String clientAddress;
    private final Content request;
    private final int status;
    private final Content answer;
    private final boolean lost;
    private final long size;

    /** Filled at most once, with the same text whoever comes first. */
    private @Nullable String operation;

    /** @param size of the whole body, of which the bytes may be a part */
    record Content(Headers headers, byte[] bytes, long size) {

        boolean isTruncated() {
            return bytes.length < size;
        }

        String header(String name) {
            return Objects.requireNonNullElse(headers.first(name), "");
        }
    }

    Entry(Exchange exchange, boolean lost) {
        var asked = exchange.request();
        var answered = exchange.response();
        this.account = exchange.account();
        this.time = exchange.time();
        this.startTime = exchange.startTime();
        this.duration = exchange.duration();
        this.method = asked.getMethod();
        this.path = asked.getRequestURI();
        this.query = Objects.requireNonNullElse(asked.getQueryString(), "");
        this.protocol = asked.getProtocol();
        this.clientAddress = asked.getRemoteAddr();
        this.request = new Content(Headers.of(asked), asked.capture().bytes(), asked.length());
        this.status = answered.getStatus();
        this.answer = new Content(
                Headers.of(answered),
                answered.capture().bytes(),
                answered.capture().passed());
        this.lost = lost;
        this.size = FIXED_SIZE
                + sizeOf(path)
                + sizeOf(query)
                + request.bytes().length
                + request.headers().size()
                + answer.bytes().length
                + answer.headers().size();
    }

    static long sizeOf(String text) {
        return 56L + text.length();
    }

    /** How much of the heap the entry takes, more or less. */
    long size() {
        return size;
    }

    /** Given once, when it comes into the journal and before anybody else sees it. */
    void number(long given) {
        number = given;
    }

    /** Counts all requests of this emulator, in the order in which they were answered. */
    public long number() {
        return number;
    }

    /** Empty where the request named none and the caller is unknown. */
    public String account() {
        return account;
    }

    /** When it came in, by the account's clock. */
    public Instant time() {
        return time;
    }

    /** When it came in, by the machine's clock. */
    public Instant startTime() {
        return startTime;
    }

    /** How long it took until the last byte of the answer, by the machine's clock. */
    public Duration duration() {
        return duration;
    }

    public String method() {
        return method;
    }

    /** As it was spelt, without the query. */
    public String path() {
        return path;
    }

    /** As it was spelt, secrets included; empty where there was none. */
    String query() {
        return query;
    }

    String protocol() {
        return protocol;
    }

    String clientAddress() {
        return clientAddress;
    }

    Content request() {
        return request;
    }

    Content answer() {
        return answer;
    }

    /** Of the answer, even of one that was lost on its way. */
    public int status() {
        return status;
    }

    /** Whether the client cannot have had the whole answer. */
    public boolean lost() {
        return lost;
    }

    public String userAgent() {
        return request.header("User-Agent");
    }

    /** The fault that the request met with; empty if it met with none. */
    public String fault() {
        return answer.header("X-Emulator-Fault");
    }

    /** What the client was told on the side; empty if nothing. */
    public String hint() {
        return answer.header("X-Emulator-Hint");
    }

    String requestId() {
        return answer.header("X-Emulator-Request-Id");
    }

    /** The key that came along, never to be told; empty if there was none. */
    String credential() {
        return Objects.requireNonNullElse(
                Credentials.in(name -> request.headers().first(name)), "");
    }

    /** The vendor's name for the call; empty if there is no such call. */
    public String operation() {
        var known = operation;
        if (known == null) {
            known = Routes.of(method, path).map(Routes.Route::id).orElse("");
            operation = known;
        }
        return known;
    }
}
