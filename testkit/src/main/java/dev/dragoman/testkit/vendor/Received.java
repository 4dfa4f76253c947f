package dev.dragoman.testkit.vendor;

import dev.dragoman.testkit.wire.Reply;

/** What a protocol makes of a request before any script is asked. */
public sealed interface Received {

    /**
     * The vendor answers by itself: a refusal, a list of models, a count of tokens.
     *
     * @param reply the answer
     */
    record Settled(Reply reply) implements Received {}

    /**
     * A service beside chat has answered; a script may spoil that, or put a failure in its place.
     *
     * @param reply the answer
     */
    record Served(Reply reply) implements Received {}

    /**
     * A model is to answer.
     *
     * @param call what it is asked
     */
    record Asked(ChatCall call) implements Received {}
}
