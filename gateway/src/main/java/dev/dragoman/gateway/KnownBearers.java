package dev.dragoman.gateway;

import dev.dragoman.gateway.access.TokenDirectory;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Visit;
import dev.dragoman.gateway.identity.TokenBearers;
import dev.dragoman.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Bearers of tokens: who calls wants to know them, the control plane does. */
record KnownBearers(TokenDirectory directory) implements TokenBearers {

    @Override
    public Bearer of(JsonObject claims) {
        return directory.bearer(claims)::caller;
    }

    @Override
    public @Nullable Caller anybody(Visit visit) {
        return directory.anybody(visit);
    }
}
