package dev.dragoman.gateway.config;

/** A mistake after which the rest of a document cannot be read. */
final class YamlMistake extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Location location;
    private final String found;
    private final String expected;

    YamlMistake(Location location, String found, String expected) {
        super(location + ": " + found + " (expected: " + expected + ")");
        this.location = location;
        this.found = found;
        this.expected = expected;
    }

    void report(Problems problems) {
        problems.error(location, "", found, expected);
    }
}
