package dev.dragoman.gateway.limit;

import dev.dragoman.gateway.call.StreamFollower;
import dev.dragoman.gateway.config.CountedTokens;
import dev.dragoman.model.Usage;

/** What an answered call is charged in the end. Confined to one thread. */
final class Settlement implements StreamFollower {

    private final Limiter limiter;
    private final Admission admission;
    private final CountedTokens counted;
    private long pieces;

    Settlement(Limiter limiter, Admission admission, CountedTokens counted) {
        this.limiter = limiter;
        this.admission = admission;
        this.counted = counted;
    }

    /** Nobody was asked. */
    void free() {
        limiter.refund(admission);
    }

    /** The answer is there as a whole. */
    void whole(Usage usage) {
        if (TokenCount.isUntold(usage)) {
            limiter.keep(admission);
        } else {
            limiter.settle(admission, TokenCount.taken(usage, admission.need(), 0, counted));
        }
    }

    @Override
    public void piece() {
        pieces++;
    }

    @Override
    public void ended(Usage usage) {
        closed(usage);
    }

    /** What the vendor did not tell is reckoned by what passed. */
    @Override
    public void closed(Usage usage) {
        limiter.settle(admission, TokenCount.taken(usage, admission.need(), pieces, counted));
    }
}
