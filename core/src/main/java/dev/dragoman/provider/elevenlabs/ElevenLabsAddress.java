package dev.dragoman.provider.elevenlabs;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;

/** Paths below {@code /v1}, which users give with their address or leave out. */
final class ElevenLabsAddress {

    private static final String BASE = "https://api.elevenlabs.io";

    private ElevenLabsAddress() {}

    /** The endpoint of a path below the version. */
    static Endpoint below(Target target, String path) {
        String told = target.apiBase();
        BaseAddress base = BaseAddress.of(told == null || told.isBlank() ? BASE : told, BASE);
        String root = base.path().endsWith("/v1") ? base.path() : base.path() + "/v1";
        return new Endpoint(Origin.of(base.uri()), root + path, Headers.EMPTY);
    }
}
