package dev.dragoman.provider.codestral;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;

/** One path, which an address of one's own may end with already. */
final class FimAddress implements Address {

    private static final String BASE = "https://codestral.mistral.ai/v1";
    private static final String VERSION = "/v1";
    private static final String ACTION = "/fim/completions";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        if (operation != Operation.COMPLETIONS && operation != Operation.CHAT) {
            throw Address.without(operation, "Codestral");
        }
        String told = target.apiBase();
        BaseAddress base = BaseAddress.of(told == null || told.isBlank() ? BASE : told, BASE);
        String path = base.path().endsWith(ACTION) ? base.path() : base.with(VERSION) + ACTION;
        return new Endpoint(Origin.of(base.uri()), path, Headers.EMPTY);
    }
}
