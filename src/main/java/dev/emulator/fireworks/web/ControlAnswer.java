package dev.emulator.fireworks.web;

/** What the control API answers, to be written with its secrets masked. */
final class ControlAnswer {

    private final Object body;

    ControlAnswer(Object body) {
        this.body = body;
    }

    Object body() {
        return body;
    }
}
