package dev.dragoman.gateway.conversation;

import org.jspecify.annotations.Nullable;

/** Remembers answers. What belongs to another owner is not there. Thread-safe. */
public interface ResponseStore {

    /** Remembers an answer; older ones may be forgotten for it. */
    void put(StoredResponse response);

    /** The answer of that id, or null when there is none of this owner. */
    @Nullable
    StoredResponse find(String owner, String id);

    /** Forgets the answer of that id; false when there is none of this owner. */
    boolean remove(String owner, String id);
}
