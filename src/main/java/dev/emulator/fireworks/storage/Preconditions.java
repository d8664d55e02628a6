package dev.emulator.fireworks.storage;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpRequest;

/** The preconditions of a request, in headers of HTTP and of the object store. */
final class Preconditions {

    private static final String GENERATION = "x-goog-if-generation-match";
    private static final String METAGENERATION = "x-goog-if-metageneration-match";

    private final HttpHeaders headers;

    Preconditions(HttpServletRequest request) {
        this.headers = new ServletServerHttpRequest(request).getHeaders();
    }

    /** The properties of a file that preconditions refer to. */
    private record State(@Nullable String etag, @Nullable Instant modified, OptionalLong generation) {}

    /** Whether the client already has this version of the file. */
    boolean isUnchanged(Content content) {
        var state = new State(content.etag(), content.modified(), content.generation());
        check(state);
        if (headers.containsHeader(HttpHeaders.IF_NONE_MATCH)) {
            return matches(HttpHeaders.IF_NONE_MATCH, state, true);
        }
        var since = headers.getIfModifiedSince();
        return since >= 0 && state.modified != null && !isAfter(state.modified, since);
    }

    /** Checks the preconditions of an upload. */
    void checkPut(@Nullable Blob before) {
        var state = before == null
                ? new State(null, null, OptionalLong.empty())
                : new State(before.etag(), null, OptionalLong.of(before.generation()));
        check(state);
        if (headers.containsHeader(HttpHeaders.IF_NONE_MATCH) && matches(HttpHeaders.IF_NONE_MATCH, state, true)) {
            throw StorageException.preconditionFailed(HttpHeaders.IF_NONE_MATCH);
        }
    }

    /** Evaluates If-Range: whether the client has a part of this version of the file. */
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

    /** The date in milliseconds; -1 if it is not a date. */
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

    /** 0 for a missing file, and 1 for a generated file, which has only one version. */
    private static long generation(State state) {
        return state.generation.orElse(state.etag == null ? 0 : 1);
    }

    private static void require(boolean holds, String header) {
        if (!holds) {
            throw StorageException.preconditionFailed(header);
        }
    }

    /** An invalid entity tag matches nothing. {@link HttpHeaders#getIfMatch} would throw an exception. */
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
            throw StorageException.badRequest(header + " is not a number");
        }
    }
}
