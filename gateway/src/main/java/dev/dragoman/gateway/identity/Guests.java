package dev.dragoman.gateway.identity;

import dev.dragoman.gateway.call.Caller;
import dev.dragoman.json.JsonObject;

/** Knows what callers may do who have no key here, and whom somebody else vouches for. */
@FunctionalInterface
public interface Guests {

    /**
     * Such a caller.
     *
     * @param hash under which spend and limits are counted
     * @param document what a key of theirs would say; {@code user_role} is the role of their user
     * @param checked whether they are held to what is known of user, team and organization
     * @throws dev.dragoman.error.LlmException when they may not call, or that cannot be told at the moment
     */
    Caller of(String hash, JsonObject document, boolean checked);
}
