package dev.dragoman.bench;

import java.util.Locale;

/** A part of the benchmark that can be run alone. */
enum Part {
    START,
    STREAMS,
    CALLS,
    CROSS;

    Section section() {
        return switch (this) {
            case START -> new StartSection();
            case STREAMS -> new StreamSection();
            case CALLS -> new CallSection();
            case CROSS -> new CrossSection();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
