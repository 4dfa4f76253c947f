package dev.dragoman.gateway.web.netty.loop;

import org.jspecify.annotations.Nullable;

/** Work that another thread leaves to an event loop; an instance may wait in one outbox at a time. */
public abstract class Operation {

    /** The operation posted before this one, while both wait. */
    @Nullable
    Operation earlier;

    /** Does the work, on the event loop; must not block. */
    protected abstract void run();
}
