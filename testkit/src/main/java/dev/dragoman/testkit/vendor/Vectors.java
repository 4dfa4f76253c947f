package dev.dragoman.testkit.vendor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.SplittableRandom;
import tools.jackson.databind.node.ArrayNode;

/** Made-up vectors: the same text always has the same, and others have others. */
public final class Vectors {

    private Vectors() {}

    /** The vector of a text, of length one. */
    public static float[] of(String text, int dimensions) {
        SplittableRandom random = new SplittableRandom(text.hashCode());
        double[] raw = random.doubles(dimensions, -1, 1).toArray();
        double length = 0;
        for (double part : raw) {
            length += part * part;
        }
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) (raw[i] / Math.sqrt(length));
        }
        return vector;
    }

    /** The vector as numbers. */
    public static void addTo(ArrayNode array, float[] vector) {
        for (float part : vector) {
            array.add(part);
        }
    }

    /** The vector as base64 of little-endian numbers. */
    public static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float part : vector) {
            bytes.putFloat(part);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
