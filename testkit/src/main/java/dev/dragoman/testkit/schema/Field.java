package dev.dragoman.testkit.schema;

/**
 * One field of an object.
 *
 * @param name its name
 * @param required whether it must be there
 * @param type what it may be
 */
public record Field(String name, boolean required, Type type) {}
