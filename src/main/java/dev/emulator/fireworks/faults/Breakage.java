package dev.emulator.fireworks.faults;

/** A way to break a response other than by an error. */
public enum Breakage {

    /** The connection is reset before the call is carried out. */
    CONNECTION_RESET,

    /** The connection is closed without a byte, before the call is carried out. */
    EMPTY_ANSWER,

    /** The call is carried out, and then the connection is reset. */
    LOST_ANSWER,

    /** The answer announces its whole length, and ends in the middle. */
    HALF_BODY,

    /** The call is carried out, and answered with 200 and bytes that are not JSON. */
    GARBAGE,

    /** The answer has its usual body, with the content type text/html. */
    WRONG_CONTENT_TYPE,

    /** A page of a list contains every item twice. */
    DUPLICATED_PAGE,

    /** A page of a list contains no items, but keeps its nextPageToken. */
    DROPPED_PAGE,

    /** A page token is refused as invalid. Calls without a page token neither match nor count. */
    EXPIRED_PAGE_TOKEN,

    /** The stream of an inference request ends after some events, without a finish reason. Other requests neither match nor count. */
    STREAM_CUT,

    /** The stream of an inference request contains an error, and then ends. Other requests neither match nor count. */
    STREAM_ERROR,

    /** A model answers with tool calls as JSON in its text. */
    TOOL_CALL_AS_TEXT,

    /** The answer of a model has no usage. */
    USAGE_MISSING;

    /** Returns whether the inference endpoint injects the fault into its answer. */
    boolean isOfReplies() {
        return isOfStreams() || this == TOOL_CALL_AS_TEXT || this == USAGE_MISSING;
    }

    boolean isOfStreams() {
        return this == STREAM_CUT || this == STREAM_ERROR;
    }

    boolean isOfPages() {
        return this == DUPLICATED_PAGE || this == DROPPED_PAGE || this == EXPIRED_PAGE_TOKEN;
    }
}
