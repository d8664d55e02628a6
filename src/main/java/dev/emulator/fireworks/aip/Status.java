package dev.emulator.fireworks.aip;

/** What a resource says about how it is doing; on the wire its code is the name, unlike the number in an error body. */
public record Status(Code code, String message) {

    public static final Status OK = new Status(Code.OK, "");
}
