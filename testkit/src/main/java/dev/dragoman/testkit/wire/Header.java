package dev.dragoman.testkit.wire;

/**
 * One header field as it stands on the wire.
 *
 * @param name the name as sent
 * @param value the value without surrounding blanks
 */
public record Header(String name, String value) {}
