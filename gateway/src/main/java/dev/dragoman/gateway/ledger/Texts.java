package dev.dragoman.gateway.ledger;

import dev.dragoman.gateway.call.Call;
import java.time.Instant;

/** Where questions and answers are kept beside the ledger, if they are. Never waits. Thread-safe. */
public interface Texts {

    /** Keeps none. */
    Texts NONE = new Texts() {

        @Override
        public boolean wants(Call call) {
            return false;
        }

        @Override
        public void keep(String id, Instant at, Call call, Answer answer) {}
    };

    /** Whether anything of the call is kept. */
    boolean wants(Call call);

    /**
     * Keeps what was asked and answered.
     *
     * @param id the row's
     */
    void keep(String id, Instant at, Call call, Answer answer);

    /**
     * An answer.
     *
     * @param whole its bytes when it came as a whole, else empty
     * @param heard what was said when it came in pieces, else empty
     */
    record Answer(byte[] whole, String heard) {}
}
