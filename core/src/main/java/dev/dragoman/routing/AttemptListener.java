package dev.dragoman.routing;

import dev.dragoman.error.LlmException;
import dev.dragoman.model.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is told of every attempt: when it begins, and when its answer has ended. On the thread of the call, but for attempts beside
 * another, which have their own. Must not block or throw.
 */
public interface AttemptListener {

    /** A deployment is about to be asked. */
    void began(Deployment deployment, Source source);

    /** The attempt has ended: by a failure, by the end of its answer, or because nobody waits for it any more. */
    void ended(Deployment deployment, Source source, Ending ending);

    /**
     * How an attempt ended.
     *
     * @param failure what it failed with, also in the middle of its answer; null when it did not
     * @param complete whether the answer came to its end
     * @param usage as far as the vendor told it
     * @param nanos from the attempt's beginning to its end
     * @param firstNanos from the attempt's beginning to the first event of a stream, or to the whole answer; negative without answer
     */
    record Ending(@Nullable LlmException failure, boolean complete, Usage usage, long nanos, long firstNanos) {

        /** A failure before any answer. */
        static Ending failed(LlmException failure, long nanos) {
            return new Ending(failure, false, Usage.NONE, nanos, -1);
        }

        /** Given up before any answer. */
        static Ending abandoned(long nanos) {
            return new Ending(null, false, Usage.NONE, nanos, -1);
        }
    }

    /** Nobody. */
    AttemptListener NONE = new AttemptListener() {

        @Override
        public void began(Deployment deployment, Source source) {}

        @Override
        public void ended(Deployment deployment, Source source, Ending ending) {}
    };

    /** All of them, in this order. */
    static AttemptListener all(List<AttemptListener> listeners) {
        List<AttemptListener> told = List.copyOf(listeners);
        return switch (told.size()) {
            case 0 -> NONE;
            case 1 -> told.getFirst();
            default ->
                new AttemptListener() {

                    @Override
                    public void began(Deployment deployment, Source source) {
                        told.forEach(each -> each.began(deployment, source));
                    }

                    @Override
                    public void ended(Deployment deployment, Source source, Ending ending) {
                        told.forEach(each -> each.ended(deployment, source, ending));
                    }
                };
        };
    }
}
