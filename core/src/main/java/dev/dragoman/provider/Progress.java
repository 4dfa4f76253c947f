package dev.dragoman.provider;

import dev.dragoman.http.Headers;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Where a request stands on its way to an answer: something is to be sent, or the answer is there. */
public sealed interface Progress {

    /**
     * Exchanges to make, side by side when they are several.
     *
     * @param calls what to send; not empty
     * @param pause how long to wait before
     * @param then what follows on the answers, which come in the order of the calls
     */
    record Asking(List<VendorCall> calls, Duration pause, Function<List<VendorAnswer>, Progress> then)
            implements Progress {

        public Asking {
            calls = List.copyOf(calls);
        }
    }

    /**
     * An exchange whose answer is passed on as bytes while it comes.
     *
     * @param then how, given the vendor's header fields
     */
    record Bytes(VendorCall call, Function<Headers, ByteAnswer> then) implements Progress {}

    /**
     * An exchange whose answer is a stream of events.
     *
     * @param then puts them into the client's form; one for each answer
     */
    record Events(VendorCall call, Supplier<EventTransfer> then) implements Progress {}

    /**
     * An exchange whose answer is a stream of events that are passed on as bytes while they come.
     *
     * @param then makes bytes of them; one for each answer
     */
    record BytesOfEvents(VendorCall call, Supplier<EventBytes> then) implements Progress {}

    /** The answer is there. */
    record Answered(ServiceReply reply) implements Progress {}

    /** One exchange whose answer is the whole answer. */
    static Progress asking(VendorCall call, Function<VendorAnswer, ServiceReply> then) {
        return new Asking(List.of(call), Duration.ZERO, answers -> new Answered(then.apply(answers.getFirst())));
    }

    /** Several exchanges side by side whose answers make one. */
    static Progress asking(List<VendorCall> calls, Function<List<VendorAnswer>, ServiceReply> then) {
        return new Asking(calls, Duration.ZERO, answers -> new Answered(then.apply(answers)));
    }

    /** An exchange on whose answer more may follow. */
    static Progress following(VendorCall call, Duration wait, Function<VendorAnswer, Progress> then) {
        return new Asking(List.of(call), wait, answers -> then.apply(answers.getFirst()));
    }
}
