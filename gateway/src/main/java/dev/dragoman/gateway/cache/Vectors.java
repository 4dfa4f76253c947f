package dev.dragoman.gateway.cache;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arithmetic of vectors. */
final class Vectors {

    private static final int LANES = 4;

    private Vectors() {}

    /** The vector with the length one; one of length zero stays. */
    static float[] unit(float[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        float[] unit = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            unit[i] = length == 0 ? 0 : (float) (vector[i] / length);
        }
        return unit;
    }

    /** The product of two vectors of one length: of unit vectors, the cosine of the angle between them. */
    static double dot(float[] one, float[] other) {
        // Several sums, so that no addition waits for the one before.
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i <= one.length - LANES; i += LANES) {
            a += one[i] * other[i];
            b += one[i + 1] * other[i + 1];
            c += one[i + 2] * other[i + 2];
            d += one[i + 3] * other[i + 3];
        }
        for (; i < one.length; i++) {
            a += one[i] * other[i];
        }
        return (double) a + b + c + d;
    }

    /** The vector as Redis takes it. */
    static byte[] bytes(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }
}
