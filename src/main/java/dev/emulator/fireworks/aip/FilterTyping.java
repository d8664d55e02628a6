package dev.emulator.fireworks.aip;

import org.jspecify.annotations.Nullable;

/** Converts an argument to the type of the field that it is compared with, or refuses the comparison. */
record FilterTyping(FieldPath.Resolved field, Operator operator, FilterScanner.Argument argument) {

    Filter.Restriction restriction() {
        return new Filter.Restriction(field.path(), operator, literal());
    }

    private Literal literal() {
        MessageSchema.Kind kind = field.path().leaf().kind();
        if (field.throughList() && operator != Operator.HAS) {
            throw refused("is inside a list, where only the operator \":\" is supported");
        }
        if (operator == Operator.HAS && !argument.quoted() && argument.text().equals("*")) {
            return new Literal.Presence();
        }
        if (isNull()
                && (kind == MessageSchema.Kind.MESSAGE
                        || kind == MessageSchema.Kind.TIMESTAMP
                        || kind == MessageSchema.Kind.DURATION)) {
            return new Literal.Null();
        }
        requireOperator(kind);
        return switch (kind) {
            case STRING ->
                operator == Operator.EQUALS || operator == Operator.NOT_EQUALS
                        ? new Literal.Text(argument.text(), argument.pieces())
                        : Literal.Text.plain(argument.text());
            case STRING_LIST, STRING_MAP -> Literal.Text.plain(argument.text());
            case BOOL -> new Literal.Bool(bool());
            case INT32, INT64 ->
                new Literal.Int(require(argument.quoted() ? null : TypedValue.integer(argument.text()), "an integer"));
            case FLOAT ->
                new Literal.Real(require(argument.quoted() ? null : TypedValue.real(argument.text()), "a number"));
            case ENUM -> enumName();
            case TIMESTAMP -> new Literal.Time(require(TypedValue.instant(argument.text()), "an RFC 3339 timestamp"));
            case DURATION -> new Literal.Span(require(TypedValue.duration(argument.text()), "a duration such as 20s"));
            case MESSAGE, MESSAGE_LIST -> throw refused("can only be compared with null or \":*\"");
        };
    }

    private boolean isNull() {
        return !argument.quoted()
                && argument.text().equals("null")
                && (operator == Operator.EQUALS || operator == Operator.NOT_EQUALS);
    }

    private void requireOperator(MessageSchema.Kind kind) {
        boolean supported = switch (kind) {
            case BOOL -> !operator.isOrdering();
            case ENUM -> !operator.isOrdering() && (operator != Operator.HAS || field.throughList());
            case STRING_LIST, STRING_MAP -> operator == Operator.HAS;
            default -> true;
        };
        if (!supported) {
            throw refused("does not support the operator " + GoStrconv.quote(operator.symbol()));
        }
    }

    private boolean bool() {
        boolean yes = argument.text().equals("true");
        return require(argument.quoted() || !yes && !argument.text().equals("false") ? null : yes, "true or false");
    }

    private Literal enumName() {
        if (!field.path().leaf().enumNames().contains(argument.text())) {
            throw refused("has no value " + GoStrconv.quote(argument.text()));
        }
        return new Literal.EnumName(argument.text());
    }

    private <T> T require(@Nullable T value, String expected) {
        if (value == null) {
            throw refused("must be compared with " + expected + ", not with " + GoStrconv.quote(argument.text()));
        }
        return value;
    }

    private ApiException refused(String reason) {
        return ApiException.invalidArgument(
                "invalid filter: field " + GoStrconv.quote(field.path().text()) + " " + reason);
    }
}
