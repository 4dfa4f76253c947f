package dev.dragoman.testkit.schema;

/** How strictly a vendor reads JSON. */
public enum Reading {
    /** Names and types must be exactly as in the tables. */
    EXACT,
    /**
     * As Google reads protocol buffers from JSON: names in camel case or with underscores, null as if absent, one value
     * for a list of one, numbers as strings, enumeration names in any case.
     */
    PROTO
}
