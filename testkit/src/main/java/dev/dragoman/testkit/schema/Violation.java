package dev.dragoman.testkit.schema;

import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Something in a request that its vendor's tables do not allow. */
public sealed interface Violation {

    /** Where it stands. */
    Path path();

    /**
     * A field that the vendor does not know.
     *
     * @param path the field
     */
    record Unknown(Path path) implements Violation {}

    /**
     * A field that is required and not there.
     *
     * @param path the field
     */
    record Missing(Path path) implements Violation {}

    /**
     * A value of the wrong JSON type.
     *
     * @param path the value
     * @param expected what it should be
     * @param actual what it is
     */
    record WrongType(Path path, Type expected, JsonNode actual) implements Violation {}

    /**
     * A string that is not among the allowed ones.
     *
     * @param path the string
     * @param allowed the set
     * @param actual the string that was sent
     */
    record NotAllowed(Path path, Type.OneOf allowed, String actual) implements Violation {}

    /**
     * A tag that names no member of its family.
     *
     * @param path the object
     * @param key the field with the tag
     * @param allowed the tags there are
     * @param actual the tag that was sent
     */
    record UnknownTag(Path path, String key, List<String> allowed, String actual) implements Violation {}

    /**
     * A number below the least or above the greatest.
     *
     * @param path the number
     * @param range the allowed values
     * @param whole whether only whole numbers are allowed
     * @param actual the number that was sent
     */
    record OutOfRange(Path path, Bounds range, boolean whole, JsonNode actual) implements Violation {}

    /**
     * A string that is too short or too long.
     *
     * @param path the string
     * @param length the allowed lengths
     * @param actual its length
     */
    record TextLength(Path path, Bounds length, int actual) implements Violation {}

    /**
     * An array or a map that is too short or too long.
     *
     * @param path the array or map
     * @param length the allowed lengths
     * @param actual its length
     * @param keyed whether it is a map
     */
    record ListLength(Path path, Bounds length, int actual, boolean keyed) implements Violation {}

    /**
     * A string of the wrong form.
     *
     * @param path the string
     * @param pattern the form
     * @param actual the string that was sent
     */
    record Mismatch(Path path, Pattern pattern, String actual) implements Violation {}

    /**
     * A string that should be base64 and is not.
     *
     * @param path the string
     * @param actual the string that was sent
     */
    record NotBase64(Path path, String actual) implements Violation {}
}
