package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.auth.Credentials;
import dev.emulator.fireworks.journal.EntryCodec.Part;
import dev.emulator.fireworks.routes.Routes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * One request and its answer as they were, secrets included: what is told of them goes through {@link EntryView}. Nothing is taken apart
 * before somebody asks.
 */
public final class Entry {

    /** The entry itself, the head of its array, and its places in the journal. */
    private static final int FIXED_SIZE = 80;

    private final byte[] packed;
    private long number;
    private String account;

    /** @param size of the whole body, of which the bytes may be a part */
    public record Content(Headers headers, byte[] bytes, long size) {

        boolean isTruncated() {
            return bytes.length < size;
        }

        public String header(String name) {
            return Objects.requireNonNullElse(headers.first(name), "");
        }
    }

    public Entry(Exchange exchange, boolean lost) {
        this.packed = EntryCodec.pack(exchange, lost);
        this.account = exchange.account();
    }

    /** How much of the heap the entry takes, more or less. */
    public long size() {
        return FIXED_SIZE + packed.length;
    }

    /** Done once, when it comes into the journal and before anybody else sees it; all entries of an account share its name. */
    public void join(long given, String sharedName) {
        number = given;
        account = sharedName;
    }

    private EntryCodec open() {
        return new EntryCodec(packed);
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
        return open().time();
    }

    /** When it came in, by the machine's clock. */
    public Instant startTime() {
        return open().startTime();
    }

    /** How long it took until the last byte of the answer, by the machine's clock. */
    public Duration duration() {
        return open().duration();
    }

    public String method() {
        return open().text(Part.METHOD);
    }

    /** As it was spelt, without the query. */
    public String path() {
        return open().text(Part.PATH);
    }

    /** As it was spelt, secrets included; empty where there was none. */
    public String query() {
        return open().text(Part.QUERY);
    }

    public String protocol() {
        return open().text(Part.PROTOCOL);
    }

    public String clientAddress() {
        return open().text(Part.CLIENT_ADDRESS);
    }

    public Content request() {
        return new Content(
                new Headers(open().text(Part.REQUEST_HEADERS)), open().bytes(Part.REQUEST_BODY), open().requestSize());
    }

    public Content answer() {
        return new Content(
                new Headers(open().text(Part.ANSWER_HEADERS)), open().bytes(Part.ANSWER_BODY), open().answerSize());
    }

    /** Of the answer, even of one that was lost on its way. */
    public int status() {
        return open().status();
    }

    /** Whether the client cannot have had the whole answer. */
    public boolean lost() {
        return open().lost();
    }

    public String userAgent() {
        return requestHeader("User-Agent");
    }

    /** The fault that the request met with; empty if it met with none. */
    public String fault() {
        return answerHeader("X-Emulator-Fault");
    }

    /** What the client was told on the side; empty if nothing. */
    public String hint() {
        return answerHeader("X-Emulator-Hint");
    }

    public String requestId() {
        return answerHeader("X-Emulator-Request-Id");
    }

    private String requestHeader(String name) {
        return Objects.requireNonNullElse(new Headers(open().text(Part.REQUEST_HEADERS)).first(name), "");
    }

    private String answerHeader(String name) {
        return Objects.requireNonNullElse(new Headers(open().text(Part.ANSWER_HEADERS)).first(name), "");
    }

    /** The key that came along, never to be told; empty if there was none. */
    public String credential() {
        var headers = new Headers(open().text(Part.REQUEST_HEADERS));
        return Objects.requireNonNullElse(Credentials.in(headers::first), "");
    }

    /** The vendor's name for the call; empty if there is no such call. */
    public String operation() {
        return Routes.of(method(), path()).map(Routes.Route::id).orElse("");
    }
}
