package dev.dragoman.provider.segmind;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;

/** The model is the last part of the path. */
final class SegmindAddress implements Address {

    private static final String BASE = "https://api.segmind.com/v1";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        if (operation != Operation.IMAGES) {
            throw Address.without(operation, "Segmind");
        }
        String told = target.apiBase();
        BaseAddress base = BaseAddress.of(told == null || told.isBlank() ? BASE : told, BASE);
        String path = base.with("/v1") + "/" + Percent.encoded(target.model(), Percent.UNRESERVED);
        return new Endpoint(Origin.of(base.uri()), path, Headers.EMPTY);
    }
}
