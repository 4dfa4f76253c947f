package dev.dragoman.gateway.call;

/**
 * A room that every call passes. It looks at the call, lets the later rooms answer, looks at the answer, and returns it.
 * To refuse it throws a {@link dev.dragoman.error.LlmException}. Holds nothing of a call; thread-safe.
 */
@FunctionalInterface
public interface Step {

    /** Answers the call, usually through {@code next}. */
    Answered handle(Call call, Next next);

    /** The rooms that follow. */
    @FunctionalInterface
    interface Next {

        /** Lets them answer. */
        Answered proceed(Call call);
    }
}
