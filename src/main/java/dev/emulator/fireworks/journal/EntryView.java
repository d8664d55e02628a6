package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.auth.Secrets;
import dev.emulator.fireworks.events.Event;
import dev.emulator.fireworks.routes.Routes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Renders entries for output, with secrets masked. All output of entries goes through this class. */
public final class EntryView {

    private EntryView() {}

    /** Returns the request without headers and bodies. */
    static JournalledRequest summary(Entry entry) {
        return view(entry, false);
    }

    static JournalledRequest whole(Entry entry) {
        return view(entry, true);
    }

    private static JournalledRequest view(Entry entry, boolean whole) {
        return new JournalledRequest(
                Secrets.text(new ResourceName(entry.account(), "requests", Long.toString(entry.number())).toString()),
                entry.number(),
                entry.time(),
                entry.startTime(),
                entry.duration(),
                firstByteTime(entry),
                lastByteTime(entry),
                method(entry),
                path(entry),
                query(entry),
                entry.operation(),
                model(entry),
                entry.status(),
                entry.lost(),
                fault(entry),
                Secrets.text(entry.hint()),
                entry.requestId(),
                entry.clientAddress(),
                userAgent(entry),
                credential(entry),
                whole ? content(entry, entry.request()) : null,
                whole ? content(entry, entry.answer()) : null);
    }

    static String method(Entry entry) {
        return Secrets.text(entry.method());
    }

    /** Returns null if the answer has no body. */
    static @Nullable Instant firstByteTime(Entry entry) {
        var first = entry.timeToFirstByte();
        return first == null ? null : entry.startTime().plus(first);
    }

    static @Nullable Instant lastByteTime(Entry entry) {
        return entry.timeToFirstByte() == null ? null : entry.startTime().plus(entry.duration());
    }

    static String model(Entry entry) {
        return Secrets.text(entry.model());
    }

    static String userText(Entry entry) {
        return Secrets.text(entry.userText());
    }

    static String fault(Entry entry) {
        return Secrets.text(entry.fault());
    }

    static String path(Entry entry) {
        return Secrets.text(entry.path());
    }

    static String query(Entry entry) {
        return Secrets.body(entry.path(), entry.query());
    }

    public static String userAgent(Entry entry) {
        return Secrets.text(entry.userAgent());
    }

    public static String credential(Entry entry) {
        return entry.credential().isEmpty() ? "" : Secrets.mask(entry.credential());
    }

    static List<JournalledRequest.Header> headers(Entry.Content content) {
        var headers = new ArrayList<JournalledRequest.Header>();
        content.headers()
                .forEach((name, value) ->
                        headers.add(new JournalledRequest.Header(Secrets.text(name), Secrets.header(name, value))));
        return headers;
    }

    private static JournalledRequest.Content content(Entry entry, Entry.Content content) {
        var body = body(entry, content);
        return new JournalledRequest.Content(
                headers(content), content.size(), content.isTruncated(), body.text(), body.base64());
    }

    /** @param text the body as text, or in Base64 */
    record Body(String text, boolean base64) {}

    static Body body(Entry entry, Entry.Content content) {
        return text(content)
                .map(text -> new Body(Secrets.body(entry.path(), text), false))
                .orElseGet(() -> {
                    // Secrets are ASCII, and ISO 8859-1 maps every byte to a character.
                    var bytes = new String(content.bytes(), StandardCharsets.ISO_8859_1);
                    var masked = Secrets.body(entry.path(), bytes).getBytes(StandardCharsets.ISO_8859_1);
                    return new Body(Base64.getEncoder().encodeToString(masked), true);
                });
    }

    /** Returns the body of the request; empty if it is not text. */
    static String requestText(Entry entry) {
        var body = body(entry, entry.request());
        return body.base64() ? "" : body.text();
    }

    /** Decodes UTF-8; empty if it is malformed. The capture may have cut through the last character. */
    private static Optional<String> text(Entry.Content content) {
        var chars = CharBuffer.allocate(content.bytes().length);
        var result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(content.bytes()), chars, !content.isTruncated());
        return result.isError() ? Optional.empty() : Optional.of(chars.flip().toString());
    }

    static Event event(long number, Entry entry) {
        var detail = new LinkedHashMap<String, String>();
        detail.put("number", Long.toString(entry.number()));
        detail.put("method", method(entry));
        detail.put("path", path(entry));
        detail.put("query", query(entry));
        detail.put("operation", entry.operation());
        detail.put("status", Integer.toString(entry.status()));
        detail.put("lost", Boolean.toString(entry.lost()));
        detail.put("fault", fault(entry));
        return new Event(number, entry.time(), entry.account(), Event.Type.REQUEST, resource(entry), detail);
    }

    /** Returns the full name of the resource if the path names one, {@code /v1/accounts/…/…/…}; else empty. */
    private static String resource(Entry entry) {
        var parts = entry.path().split("/", -1);
        return parts.length >= 6
                        && Routes.account(entry.path()) != null
                        && !entry.path().startsWith("/_")
                        && !entry.path().startsWith("/inference/")
                ? Secrets.text(new ResourceName(entry.account(), parts[4], parts[5].split(":", 2)[0]).toString())
                : "";
    }
}
