package dev.dragoman.examples;

import dev.dragoman.Ask;
import dev.dragoman.Dragoman;
import dev.dragoman.Embeddings;
import java.util.List;

/** Texts as vectors, and how near they are to each other. */
public final class EmbeddingsExample {

    private EmbeddingsExample() {}

    static void main() {
        try (Dragoman dragoman = Dragoman.create()) {
            run(dragoman);
        }
    }

    static void run(Dragoman dragoman) {
        Embeddings embeddings = dragoman.embeddings(
                "openai/text-embedding-3-small", List.of("A cat sleeps.", "A kitten naps.", "Interest rates rise."));
        IO.println("cat and kitten: " + likeness(embeddings, 0, 1));
        IO.println("cat and rates: " + likeness(embeddings, 0, 2));

        // With parameters, at another vendor.
        Embeddings shorter = dragoman.ask(Ask.embeddings("gemini/gemini-embedding-001", List.of("A cat sleeps."))
                .param("dimensions", 256));
        IO.println(shorter.vectors().getFirst().length + " numbers by "
                + shorter.by().provider());
    }

    private static double likeness(Embeddings embeddings, int one, int other) {
        float[] a = embeddings.vectors().get(one);
        float[] b = embeddings.vectors().get(other);
        double product = 0;
        double lengthOfA = 0;
        double lengthOfB = 0;
        for (int i = 0; i < a.length; i++) {
            product += a[i] * b[i];
            lengthOfA += a[i] * a[i];
            lengthOfB += b[i] * b[i];
        }
        return product / Math.sqrt(lengthOfA * lengthOfB);
    }
}
