package dev.dragoman.gateway.access;

import dev.dragoman.json.JsonObject;

/** Is told of keys that are made and removed, such as to write them into a vault. Must not throw. */
public interface KeyWatcher {

    /** Nobody. */
    KeyWatcher NOBODY = new KeyWatcher() {
        @Override
        public void made(String key, JsonObject document) {
            // Nobody wants to know.
        }

        @Override
        public void rotated(String key, JsonObject former, JsonObject document) {
            // Nobody wants to know.
        }

        @Override
        public void removed(JsonObject document) {
            // Nobody wants to know.
        }
    };

    /** A key was made. */
    void made(String key, JsonObject document);

    /**
     * A key took the place of another.
     *
     * @param former the document of the other
     */
    void rotated(String key, JsonObject former, JsonObject document);

    /** A key was removed. */
    void removed(JsonObject document);
}
