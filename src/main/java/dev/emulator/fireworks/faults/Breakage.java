package dev.emulator.fireworks.faults;

/** A way in which an answer goes wrong other than by an error. */
public enum Breakage {

    /** The connection is reset before the call is carried out. */
    CONNECTION_RESET,

    /** The connection is closed without a byte, before the call is carried out. */
    EMPTY_ANSWER,

    /** The call is carried out, and then the connection is reset. */
    LOST_ANSWER,

    /** The answer tells its whole length, and ends in the middle. */
    HALF_BODY,

    /** The call is carried out and answered with 200 and bytes that are no JSON. */
    GARBAGE,

    /** The answer is as ever, and says that it is HTML. */
    WRONG_CONTENT_TYPE,

    /** A page of a list has every item twice. */
    DUPLICATED_PAGE,

    /** A page of a list has no items, but the token of the next one. */
    DROPPED_PAGE,

    /** A page token is refused as one that was never good; calls without one are let through uncounted. */
    EXPIRED_PAGE_TOKEN;

    boolean isOfPages() {
        return this == DUPLICATED_PAGE || this == DROPPED_PAGE || this == EXPIRED_PAGE_TOKEN;
    }
}
