package dev.dragoman.testkit.schema;

/**
 * The least and the greatest allowed value or length.
 *
 * @param min the least; negative infinity for none
 * @param max the greatest; infinity for none
 */
public record Bounds(double min, double max) {

    /** Everything is allowed. */
    public static final Bounds NONE = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** A bound as people write it: whole numbers without a point. */
    public static String text(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}
