package dev.dragoman.gateway.cache;

import org.jspecify.annotations.Nullable;

/** Placeholder. */
final class Meanings {
    record Question(String key) {}

    record Nearest(@Nullable Entry entry, double similarity) {}

    @Nullable
    Question question(Asked asked, CacheKeys keys) {
        return null;
    }

    @Nullable
    Nearest nearest(Question question) {
        return null;
    }

    void put(Question question, Entry entry) {}

    void clear() {}

    @Nullable
    String trouble() {
        return null;
    }
}
