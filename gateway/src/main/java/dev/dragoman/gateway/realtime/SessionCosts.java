package dev.dragoman.gateway.realtime;

import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Call;

/** Charges what sessions consume. */
public interface SessionCosts {

    /** A part of a session was answered. */
    void charge(Call call, Answered answered);

    /**
     * Looks whether a session may go on.
     *
     * @throws dev.dragoman.error.LlmException when there is no money for it
     */
    void check(Call call);
}
