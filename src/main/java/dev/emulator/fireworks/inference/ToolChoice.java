package dev.emulator.fireworks.inference;

/**
 * Which tools a model must or may call.
 *
 * @param function name of the required function; empty for the other modes
 */
public record ToolChoice(Mode mode, String function) {

    public static final ToolChoice AUTO = new ToolChoice(Mode.AUTO, "");
    public static final ToolChoice NONE = new ToolChoice(Mode.NONE, "");
    public static final ToolChoice REQUIRED = new ToolChoice(Mode.REQUIRED, "");

    /** Whether tools are called. */
    public enum Mode {
        AUTO,
        NONE,
        /** At least one tool is called, any of those offered. */
        REQUIRED,
        /** A certain function is called. */
        FUNCTION
    }

    public static ToolChoice function(String name) {
        return new ToolChoice(Mode.FUNCTION, name);
    }
}
