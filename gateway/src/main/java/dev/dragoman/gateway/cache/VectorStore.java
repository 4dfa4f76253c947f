package dev.dragoman.gateway.cache;

import org.jspecify.annotations.Nullable;

/** Where answers are found by the vector of their question, among those of one scope. Thread-safe. */
interface VectorStore extends AutoCloseable {

    /**
     * The entry of the nearest question; null when there is none in the scope.
     *
     * @throws RuntimeException when it cannot be told in time
     */
    @Nullable
    Found nearest(String scope, float[] vector);

    /** An entry, and the cosine of the angle between the questions. */
    record Found(Entry entry, double similarity) {}

    /** Keeps an entry; nobody waits for it. */
    void put(String scope, String text, float[] vector, Entry entry);

    /** Forgets all. */
    void clear();

    /** What is wrong with it; null when nothing is. */
    default @Nullable String trouble() {
        return null;
    }

    @Override
    default void close() {}
}
