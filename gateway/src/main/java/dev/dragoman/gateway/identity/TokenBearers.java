package dev.dragoman.gateway.identity;

import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Visit;
import dev.dragoman.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Knows what the claims of tokens mean here. */
public interface TokenBearers {

    /**
     * Who presents tokens with these claims; asked once for each token.
     *
     * @throws dev.dragoman.error.LlmException when nobody may call with them
     */
    Bearer of(JsonObject claims);

    /** Who takes a route that nobody needs a key for; null on all others. */
    @Nullable
    Caller anybody(Visit visit);

    /** Whoever presents a token. */
    @FunctionalInterface
    interface Bearer {

        /**
         * The caller that they are in a request.
         *
         * @throws dev.dragoman.error.LlmException when they may not call, or that cannot be told at the moment
         */
        Caller caller(Visit visit);
    }
}
