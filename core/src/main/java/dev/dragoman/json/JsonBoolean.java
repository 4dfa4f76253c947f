package dev.dragoman.json;

/** A JSON truth value. */
public enum JsonBoolean implements JsonValue {
    TRUE,
    FALSE;

    /** The JSON value of a boolean. */
    public static JsonBoolean of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** The boolean of this value. */
    public boolean value() {
        return this == TRUE;
    }
}
