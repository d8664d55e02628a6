package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.auth.Secrets;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes requests as an HTTP Archive (HAR 1.2), which browsers and proxies can open. Fields of our own begin with {@code _}. */
@Component
public class Har {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String START =
            "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"fireworks-emulator\",\"version\":\"1\"},\"entries\":[";
    private static final String END = "]}}";
    private static final int UNKNOWN = -1;

    private final Journal journal;

    Har(Journal journal) {
        this.journal = journal;
    }

    /** Returns the requests of an account that match. */
    public List<Entry> entries(String account, RequestMatch match) {
        journal.requireKnown("after", match.checked("").after());
        return journal.evidence(account, match.after()).entries().stream()
                .filter(match::fits)
                .toList();
    }

    /** Writes the archive request by request, because the whole may be large. */
    public void write(List<Entry> entries, OutputStream out) throws IOException {
        out.write(START.getBytes(StandardCharsets.UTF_8));
        var first = true;
        for (var entry : entries) {
            if (!first) {
                out.write(',');
            }
            first = false;
            out.write(archived(entry).toString().getBytes(StandardCharsets.UTF_8));
        }
        out.write(END.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode archived(Entry entry) {
        var archived = JSON.objectNode()
                .put("startedDateTime", entry.startTime().toString())
                .put("time", millis(entry.duration()));
        archived.set("request", request(entry));
        archived.set("response", response(entry));
        archived.putObject("cache");
        var first = Objects.requireNonNullElse(entry.timeToFirstByte(), entry.duration());
        archived.putObject("timings")
                .put("send", 0)
                .put("wait", millis(first))
                .put("receive", millis(entry.duration().minus(first)));
        archived.putObject("_emulator")
                .put("number", Long.toString(entry.number()))
                .put("time", entry.time().toString())
                .put("operation", entry.operation())
                .put("model", EntryView.model(entry))
                .put("firstByteTime", text(EntryView.firstByteTime(entry)))
                .put("lastByteTime", text(EntryView.lastByteTime(entry)))
                .put("fault", EntryView.fault(entry))
                .put("hint", Secrets.text(entry.hint()))
                .put("lost", entry.lost());
        return archived;
    }

    private static String text(@Nullable Instant time) {
        return time == null ? "" : time.toString();
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static ObjectNode request(Entry entry) {
        var query = EntryView.query(entry);
        var content = entry.request();
        var url = "http://" + Secrets.text(content.header("Host")) + EntryView.path(entry)
                + (query.isEmpty() ? "" : "?" + query);
        var request = JSON.objectNode()
                .put("method", EntryView.method(entry))
                .put("url", url)
                .put("httpVersion", entry.protocol());
        request.putArray("cookies");
        request.set("headers", headers(content));
        request.set("queryString", parameters(query));
        request.put("headersSize", UNKNOWN).put("bodySize", content.size());
        if (content.size() > 0) {
            var body = EntryView.body(entry, content);
            var data = request.putObject("postData")
                    .put("mimeType", Secrets.text(content.header("Content-Type")))
                    .put("text", body.text())
                    .put("_truncated", content.isTruncated());
            if (body.base64()) {
                data.put("_encoding", "base64");
            }
        }
        return request;
    }

    private static ArrayNode parameters(String query) {
        var parameters = JSON.arrayNode();
        UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .forEach((name, values) -> values.forEach(value ->
                        parameters.addObject().put("name", name).put("value", Objects.requireNonNullElse(value, ""))));
        return parameters;
    }

    private static ObjectNode response(Entry entry) {
        var content = entry.answer();
        var status = HttpStatus.resolve(entry.status());
        var body = EntryView.body(entry, content);
        var response = JSON.objectNode()
                .put("status", entry.status())
                .put("statusText", status == null ? "" : status.getReasonPhrase())
                .put("httpVersion", entry.protocol());
        response.putArray("cookies");
        response.set("headers", headers(content));
        var json = response.putObject("content")
                .put("size", content.size())
                .put("mimeType", Secrets.text(content.header("Content-Type")))
                .put("text", body.text())
                .put("_truncated", content.isTruncated());
        if (body.base64()) {
            json.put("encoding", "base64");
        }
        return response.put("redirectURL", Secrets.header("Location", content.header("Location")))
                .put("headersSize", UNKNOWN)
                .put("bodySize", content.size());
    }

    private static ArrayNode headers(Entry.Content content) {
        var headers = JSON.arrayNode();
        EntryView.headers(content)
                .forEach(
                        header -> headers.addObject().put("name", header.name()).put("value", header.value()));
        return headers;
    }
}
