package dev.dragoman.gateway.journal;

/** Decides what is booked for calls whose process ended before they did. */
@FunctionalInterface
public interface LostIntents {

    /**
     * The payload of the outcome that is written for the call. It is written once; asked for again only when this process ends too before
     * it is.
     */
    byte[] outcome(LostIntent lost);
}
