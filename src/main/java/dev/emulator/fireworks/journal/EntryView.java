package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.auth.Secrets;
import dev.emulator.fireworks.events.Event;
import dev.emulator.fireworks.routes.Routes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Everything that is told of an entry, and the only way it is told. */
public final class EntryView {

    private EntryView() {}

    /** Without headers and bodies. */
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
                method(entry),
                path(entry),
                query(entry),
                entry.operation(),
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
                headers(content), content.size(), content.isTruncated(), body.told(), body.base64());
    }

    /** @param told as it is, or in Base64 */
    record Body(String told, boolean base64) {}

    static Body body(Entry entry, Entry.Content content) {
        return text(content)
                .map(text -> new Body(Secrets.body(entry.path(), text), false))
                .orElseGet(() -> {
                    // Keys look the same in any superset of ASCII, and this one has a character for every byte.
                    var bytes = new String(content.bytes(), StandardCharsets.ISO_8859_1);
                    var told = Secrets.body(entry.path(), bytes).getBytes(StandardCharsets.ISO_8859_1);
                    return new Body(Base64.getEncoder().encodeToString(told), true);
                });
    }

    /** What stands in the request's body, if it is a text. */
    static String requestText(Entry entry) {
        var body = body(entry, entry.request());
        return body.base64() ? "" : body.told();
    }

    /** The bytes as UTF-8, if they are; the cut may have gone through the last character. */
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

    /** What the request was about, if its path names a resource, {@code /v1/accounts/…/…/…}. */
    private static String resource(Entry entry) {
        var parts = entry.path().split("/", -1);
        return parts.length >= 6
                        && Routes.account(entry.path()) != null
                        && !entry.path().startsWith("/_")
                ? Secrets.text(new ResourceName(entry.account(), parts[4], parts[5].split(":", 2)[0]).toString())
                : "";
    }
}
