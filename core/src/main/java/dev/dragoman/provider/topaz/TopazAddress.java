package dev.dragoman.provider.topaz;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;

/** Where images are enhanced while one waits. */
final class TopazAddress implements Address {

    private static final String BASE = "https://api.topazlabs.com";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        if (operation != Operation.IMAGE_VARIATIONS) {
            throw Address.without(operation, "Topaz");
        }
        String told = target.apiBase();
        BaseAddress base = BaseAddress.of(told == null || told.isBlank() ? BASE : told, BASE);
        return new Endpoint(Origin.of(base.uri()), base.with("/image/v1/enhance"), Headers.EMPTY);
    }
}
