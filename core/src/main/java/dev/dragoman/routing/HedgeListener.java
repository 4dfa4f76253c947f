package dev.dragoman.routing;

import dev.dragoman.model.Usage;

/** Is told when a call was asked of two deployments side by side. Must not block or throw. Thread-safe. */
public interface HedgeListener {

    /**
     * A second deployment was asked because the first let wait; on the thread of the call, before its answer is known to it.
     *
     * @param secondWon whether the answer is the second's
     */
    void hedged(Deployment first, Deployment second, boolean secondWon);

    /**
     * An attempt was given up because the other had answered; on the thread of that attempt.
     *
     * @param usage what the vendor had told by then; usually nothing
     */
    void lost(Deployment loser, Source source, Usage usage);

    /** Nobody. */
    HedgeListener NONE = new HedgeListener() {

        @Override
        public void hedged(Deployment first, Deployment second, boolean secondWon) {}

        @Override
        public void lost(Deployment loser, Source source, Usage usage) {}
    };
}
