package dev.dragoman.testkit.schema;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a JSON value may be. */
public sealed interface Type {

    /**
     * A string.
     *
     * @param length how many characters it may have
     * @param pattern what it must match; null for anything
     */
    record Text(Bounds length, @Nullable Pattern pattern) implements Type {}

    /** A string of bytes in base64. */
    record Base64() implements Type {}

    /**
     * A number without a fraction.
     *
     * @param range the allowed values
     */
    record Whole(Bounds range) implements Type {}

    /**
     * A number.
     *
     * @param range the allowed values
     */
    record Decimal(Bounds range) implements Type {}

    /** True or false. */
    record Bool() implements Type {}

    /**
     * One of some strings.
     *
     * @param name the name of the set; empty when it has none
     * @param values the strings
     */
    record OneOf(String name, List<String> values) implements Type {}

    /** Any value, null included. */
    record Anything() implements Type {}

    /** An object with any fields. */
    record OpenObject() implements Type {}

    /**
     * An array.
     *
     * @param element what its elements are
     * @param length how many it may have
     */
    record ListOf(Type element, Bounds length) implements Type {}

    /**
     * An object whose keys are free.
     *
     * @param value what its values are
     * @param size how many it may have
     */
    record MapOf(Type value, Bounds size) implements Type {}

    /**
     * An object that knows its fields.
     *
     * @param name the name of the table
     * @param fields the fields by name, in order
     */
    record Closed(String name, Map<String, Field> fields) implements Type {}

    /**
     * One of several objects, told apart by one field.
     *
     * @param name the name of the family
     * @param key the field
     * @param fallback the tag that stands for an absent field; null when the field is required
     * @param members the objects by tag, in order
     */
    record Tagged(String name, String key, @Nullable String fallback, Map<String, Type> members) implements Type {}

    /**
     * One of several types of different JSON kinds.
     *
     * @param alternatives the types
     */
    record Either(List<Type> alternatives) implements Type {}

    /**
     * A type that may be null.
     *
     * @param type what it is otherwise
     */
    record OrNull(Type type) implements Type {}

    /**
     * A type that stands elsewhere in the tables.
     *
     * @param name its name
     */
    record Named(String name) implements Type {}
}
