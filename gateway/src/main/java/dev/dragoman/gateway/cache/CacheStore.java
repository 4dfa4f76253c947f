package dev.dragoman.gateway.cache;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where answers are kept, by key. What fails to be written is lost, and nobody waits for it. Thread-safe. */
interface CacheStore extends AutoCloseable {

    /**
     * The entry of a key; null when there is none.
     *
     * @throws RuntimeException when it cannot be told in time
     */
    @Nullable
    Entry find(String key);

    /** The entries of several keys in their order; null where there is none. */
    default List<@Nullable Entry> find(List<String> keys) {
        List<@Nullable Entry> found = new ArrayList<>(keys.size());
        for (String key : keys) {
            found.add(find(key));
        }
        return found;
    }

    /** Keeps an entry. */
    void put(String key, Entry entry);

    /** Forgets the entries of the keys. */
    void delete(List<String> keys);

    /** Forgets all. */
    void clear();

    /** What is wrong with it; null when nothing is. */
    default @Nullable String trouble() {
        return null;
    }

    @Override
    default void close() {}
}
