package dev.dragoman.testkit.vendor;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Made-up images: of the same words always the same bytes. No program could show them. */
public final class Pictures {

    private Pictures() {}

    /** The base64 of the image of these words, the first of several being number 0. */
    public static String base64(String words, int number) {
        return Base64.getEncoder().encodeToString(bytes(words, number));
    }

    /** The bytes of the image. */
    public static byte[] bytes(String words, int number) {
        return ("image " + number + " of " + words).getBytes(StandardCharsets.UTF_8);
    }
}
