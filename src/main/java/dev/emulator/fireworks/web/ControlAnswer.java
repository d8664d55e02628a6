package dev.emulator.fireworks.web;

/** An answer of the control API, to be written with its secrets masked. */
final class ControlAnswer {

    private final Object body;

    ControlAnswer(Object body) {
        this.body = body;
    }

    Object body() {
        return body;
    }
}
