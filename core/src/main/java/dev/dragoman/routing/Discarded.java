package dev.dragoman.routing;

import dev.dragoman.model.Usage;

/** Settles an answer that nobody will read. */
final class Discarded {

    private Discarded() {}

    /** Gives the answer up; what it had consumed by then, as far as the vendor told. */
    static Usage usage(CallAnswer answer) {
        return switch (answer) {
            case CallAnswer.Whole whole -> whole.usage();
            case CallAnswer.Events events -> {
                events.stream().close();
                yield events.stream().usage();
            }
            case CallAnswer.Bytes bytes -> {
                bytes.stream().close();
                yield bytes.stream().usage();
            }
        };
    }
}
