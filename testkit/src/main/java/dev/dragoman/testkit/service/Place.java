package dev.dragoman.testkit.service;

import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;

/** One vendor's API. */
interface Place {

    /**
     * What it answers to a request below its own path.
     *
     * @throws PlaceRefusal when it refuses
     */
    Reply answer(RecordedRequest request);
}
