package dev.emulator.fireworks.inference.generation;

/** A JSON Schema for which no instance can be generated. */
final class SchemaException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean unsatisfiable;

    private SchemaException(String message, boolean unsatisfiable) {
        super(message, null, false, false);
        this.unsatisfiable = unsatisfiable;
    }

    /** No value satisfies the schema. */
    static SchemaException unsatisfiable(String path) {
        return new SchemaException("no value satisfies the schema at " + path, true);
    }

    /** The schema is invalid or uses a feature that is not supported. */
    static SchemaException unsupported(String reason) {
        return new SchemaException(reason, false);
    }

    /** Returns whether another alternative of the schema may have an instance. */
    boolean isUnsatisfiable() {
        return unsatisfiable;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
