package dev.dragoman.provider.runway;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;

/** Where tasks are made, and where each is looked after. */
final class RunwayAddress implements Address {

    private static final String BASE = "https://api.dev.runwayml.com";

    /** The version that the vendor demands to be named. */
    private static final String VERSION = "2024-11-06";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        return at("/text_to_image", target);
    }

    /** Where a task is looked after. */
    Endpoint task(String id, Target target) {
        return at("/tasks/" + Percent.encoded(id, Percent.UNRESERVED), target);
    }

    private static Endpoint at(String path, Target target) {
        String told = target.apiBase();
        BaseAddress base = BaseAddress.of(told == null || told.isBlank() ? BASE : told, BASE);
        String version = target.apiVersion();
        Headers headers =
                Headers.of("x-runway-version", version == null || version.isBlank() ? VERSION : version.strip());
        return new Endpoint(Origin.of(base.uri()), base.with("/v1") + path, headers);
    }
}
