package dev.emulator.fireworks.routes;

/** A response that must know its last bytes before they are sent. */
public interface LastWriteListener {

    /** Called before the last write to a response without a Content-Length. */
    void beforeLastWrite();
}
