package dev.dragoman.provider;

import dev.dragoman.json.JsonBody;

/** When a provider is talked to in a dialect beside its own. Pure. */
public interface Occasion {

    /** For clients of that dialect. */
    Occasion OF_ITS_CLIENTS = new Occasion() {};

    /** Whether clients of the dialect are served in it. */
    default boolean forItsClients(Target target) {
        return true;
    }

    /**
     * Whether other clients are served in it too, since the provider's own dialect would not do.
     *
     * @param asked the request in the client's dialect
     */
    default boolean forOthers(JsonBody asked, Target target) {
        return false;
    }
}
