package dev.dragoman.provider.recraft;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;

/** Where images are made and changed. */
final class RecraftAddress implements Address {

    private static final String BASE = "https://external.api.recraft.ai/v1";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        return at(operation == Operation.IMAGES ? "/generations" : "/imageToImage", target);
    }

    /** Where only what a mask shows is changed. */
    Endpoint inpainting(Target target) {
        return at("/inpaint", target);
    }

    private static Endpoint at(String path, Target target) {
        String told = target.apiBase();
        BaseAddress base = BaseAddress.of(told == null || told.isBlank() ? BASE : told, BASE);
        return new Endpoint(Origin.of(base.uri()), base.with("/v1") + "/images" + path, Headers.EMPTY);
    }
}
