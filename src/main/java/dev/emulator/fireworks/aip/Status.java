package dev.emulator.fireworks.aip;

/** The status of a resource. In JSON, its code is a name. The code in an error body is a number. */
public record Status(Code code, String message) {

    public static final Status OK = new Status(Code.OK, "");
}
