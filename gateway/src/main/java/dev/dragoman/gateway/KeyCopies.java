package dev.dragoman.gateway;

import dev.dragoman.gateway.access.KeyWatcher;
import dev.dragoman.gateway.secret.KeyCopier;
import dev.dragoman.json.JsonObject;

/** Has virtual keys copied to the place of secrets. */
record KeyCopies(KeyCopier copier) implements KeyWatcher {

    @Override
    public void made(String key, JsonObject document) {
        copier.made(key, document);
    }

    @Override
    public void rotated(String key, JsonObject former, JsonObject document) {
        copier.rotated(key, former, document);
    }

    @Override
    public void removed(JsonObject document) {
        copier.removed(document);
    }
}
