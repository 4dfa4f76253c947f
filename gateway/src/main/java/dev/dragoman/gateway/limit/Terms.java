package dev.dragoman.gateway.limit;

/** On what terms an instance admits calls: what of a limit is its own to give. */
sealed interface Terms {

    /** All of it: there is no other instance, or none that is known. */
    Terms WHOLE = new Whole();

    /** What Redis hands out when it is asked. */
    Terms LEASED = new Leased();

    /** What Redis handed out before it fell silent. */
    Terms HELD = new Held();

    /** What of a limit may be used in a window that begins on these terms, without asking anybody. */
    long allowed(long limit, int spread);

    /** When a window ends that begins on these terms now, on the scale of nanoseconds. */
    default long end(long now, long windowNanos) {
        return now + windowNanos;
    }

    record Whole() implements Terms {

        @Override
        public long allowed(long limit, int spread) {
            return limit;
        }
    }

    record Leased() implements Terms {

        @Override
        public long allowed(long limit, int spread) {
            return 0;
        }
    }

    record Held() implements Terms {

        @Override
        public long allowed(long limit, int spread) {
            return 0;
        }
    }

    /**
     * An equal share. Its windows are those of Redis's clock, the same for all instances.
     *
     * @param instances among how many
     * @param rank which of them this one is, from 0; what cannot be divided goes to different ones for different counters
     * @param originNanos a moment at which a window began
     */
    record Share(int instances, int rank, long originNanos) implements Terms {

        @Override
        public long allowed(long limit, int spread) {
            int turn = Math.floorMod(rank + spread, instances);
            return limit / instances + (turn < limit % instances ? 1 : 0);
        }

        @Override
        public long end(long now, long windowNanos) {
            return now + windowNanos - Math.floorMod(now - originNanos, windowNanos);
        }
    }
}
