package dev.emulator.fireworks.storage;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpRequest;

/** What a request wants to be so of a file before it is fetched or put, as HTTP and the object store have it. */
final class Preconditions {

    private static final String GENERATION = "x-goog-if-generation-match";
    private static final String METAGENERATION = "x-goog-if-metageneration-match";

    private final HttpHeaders headers;

    Preconditions(HttpServletRequest request) {
        this.headers = new ServletServerHttpRequest(request).getHeaders();
    }

    /** A file as conditions see it. */
    private record State(@Nullable String etag, @Nullable Instant modified, OptionalLong generation) {}

    /** Whether a client that has some version of a file has this one. */
    boolean isUnchanged(Content content) {
        var state = new State(content.etag(), content.modified(), content.generation());
        check(state);
        if (headers.containsHeader(HttpHeaders.IF_NONE_MATCH)) {
            return matches(HttpHeaders.IF_NONE_MATCH, state, true);
        }
        var since = headers.getIfModifiedSince();
        return since >= 0 && state.modified != null && !isAfter(state.modified, since);
    }

    /** Refuses to put a file in the place of another one, or of none. */
    void checkPut(@Nullable Blob before) {
        var state = before == null
                ? new State(null, null, OptionalLong.empty())
                : new State(before.etag(), null, OptionalLong.of(before.generation()));
        check(state);
        if (headers.containsHeader(HttpHeaders.IF_NONE_MATCH) && matches(HttpHeaders.IF_NONE_MATCH, state, true)) {
            throw StorageException.preconditionFailed(HttpHeaders.IF_NONE_MATCH);
        }
    }

    /** Whether the client has the beginning of this version, and not of another one. */
    boolean allowsRange(Content content) {
        var held = headers.getFirst(HttpHeaders.IF_RANGE);
        if (held == null) {
            return true;
        }
        return held.contains("\"")
                ? held.strip().equals(content.etag())
                : content.modified() != null
                        && content.modified().getEpochSecond() * 1000 == date(HttpHeaders.IF_RANGE);
    }

    /** In milliseconds, -1 where it is no date. */
    private long date(String header) {
        try {
            return headers.getFirstDate(header);
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    private void check(State state) {
        if (headers.containsHeader(HttpHeaders.IF_MATCH)) {
            require(matches(HttpHeaders.IF_MATCH, state, false), HttpHeaders.IF_MATCH);
        } else if (state.modified != null) {
            var since = headers.getIfUnmodifiedSince();
            require(since < 0 || !isAfter(state.modified, since), HttpHeaders.IF_UNMODIFIED_SINCE);
        }
        var wanted = number(GENERATION);
        require(wanted.isEmpty() || wanted.getAsLong() == generation(state), GENERATION);
        var metadata = number(METAGENERATION);
        require(metadata.isEmpty() || metadata.getAsLong() == (state.etag == null ? 0 : 1), METAGENERATION);
    }

    /** Of what is not there it is 0, and of what was made and not put it is that of its only version. */
    private static long generation(State state) {
        return state.generation.orElse(state.etag == null ? 0 : 1);
    }

    private static void require(boolean holds, String header) {
        if (!holds) {
            throw StorageException.preconditionFailed(header);
        }
    }

    /** What is no entity tag matches none; {@link HttpHeaders#getIfMatch} would throw. */
    private boolean matches(String header, State state, boolean weakly) {
        var etag = state.etag;
        return etag != null
                && headers.getOrEmpty(header).stream()
                        .flatMap(value -> ETag.parse(value).stream())
                        .anyMatch(tag -> tag.isWildcard() || tag.compare(ETag.create(etag), !weakly));
    }

    private static boolean isAfter(Instant modified, long since) {
        return modified.getEpochSecond() * 1000 > since;
    }

    private OptionalLong number(String header) {
        var value = headers.getFirst(header);
        try {
            return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value.strip()));
        } catch (NumberFormatException e) {
            throw StorageException.badRequest(header + " is no number");
        }
    }
}
