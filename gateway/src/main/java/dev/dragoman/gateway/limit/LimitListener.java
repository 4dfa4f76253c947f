package dev.dragoman.gateway.limit;

import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Limit;

/** Is told what limits do. Must be quick, and must not fail. */
public interface LimitListener {

    /** Is told nothing. */
    LimitListener NONE = new LimitListener() {};

    /**
     * A call was refused.
     *
     * @param counted {@code requests}, {@code tokens} or {@code max_parallel_requests}
     */
    default void refused(Call call, Limit limit, String counted) {}

    /**
     * A call waited for Redis.
     *
     * @param answered whether there was an answer in time
     */
    default void asked(long nanos, boolean answered) {}
}
