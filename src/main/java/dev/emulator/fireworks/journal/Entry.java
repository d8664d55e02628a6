package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.auth.Credentials;
import dev.emulator.fireworks.journal.EntryCodec.Part;
import dev.emulator.fireworks.routes.Routes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A recorded request and its answer, with secrets: output goes through {@link EntryView}, which masks them. The entry stays packed, and
 * each getter decodes its part.
 */
public final class Entry {

    /** Approximate heap size in bytes, without the packed content. */
    private static final int FIXED_SIZE = 80;

    private final byte[] packed;
    private long number;
    private String account;

    /**
     * The headers and body of a request or a response.
     *
     * @param bytes the captured part of the body
     * @param size the size of the whole body in bytes
     */
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

    /** Returns the approximate heap size in bytes. */
    public long size() {
        return FIXED_SIZE + packed.length;
    }

    /** Sets the number, and shares the string of the account's name. The journal calls this once, before it publishes the entry. */
    public void join(long given, String sharedName) {
        number = given;
        account = sharedName;
    }

    private EntryCodec open() {
        return new EntryCodec(packed);
    }

    /** Returns the sequence number among all requests of this emulator, in the order of their answers. */
    public long number() {
        return number;
    }

    /** Returns the account; empty if the path names none and the caller is unknown. */
    public String account() {
        return account;
    }

    /** Returns when the request arrived, by the account's clock. */
    public Instant time() {
        return open().time();
    }

    /** Returns when the request arrived, in real time. */
    public Instant startTime() {
        return open().startTime();
    }

    /** Returns the real time until the last byte of the answer. */
    public Duration duration() {
        return open().duration();
    }

    /** Returns the real time until the first byte of the body of the answer; null if there is none. */
    public @Nullable Duration timeToFirstByte() {
        return open().timeToFirstByte();
    }

    /** Returns the model of an inference request, as the client wrote it; empty for other requests. */
    public String model() {
        return open().text(Part.MODEL);
    }

    /** Returns the last text of the user in an inference request, cut like a recorded body; empty for other requests. */
    public String userText() {
        return open().text(Part.USER_TEXT);
    }

    public String method() {
        return open().text(Part.METHOD);
    }

    /** Returns the path as the client sent it, without the query. */
    public String path() {
        return open().text(Part.PATH);
    }

    /** Returns the query as the client sent it, with secrets; empty if there was none. */
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

    /** Returns the HTTP status of the answer, even if the answer was lost. */
    public int status() {
        return open().status();
    }

    /** Returns whether the client cannot have received the whole answer. */
    public boolean lost() {
        return open().lost();
    }

    public String userAgent() {
        return requestHeader("User-Agent");
    }

    /** Returns the name of the fault that fired on the request, the first of several; empty for none. */
    public String fault() {
        return answerHeader("X-Emulator-Fault");
    }

    /** Returns the hint in the answer; empty for none. */
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

    /** Returns the API key of the request, which must not be output; empty for none. */
    public String credential() {
        var headers = new Headers(open().text(Part.REQUEST_HEADERS));
        return Objects.requireNonNullElse(Credentials.in(headers::first), "");
    }

    /** Returns the vendor's operation name; empty if there is no such call. */
    public String operation() {
        return Routes.of(method(), path()).map(Routes.Route::id).orElse("");
    }
}
