package dev.dragoman.testkit.answer;

/** Why the model stopped; each vendor has its own word for it. */
public enum Stop {
    /** The answer was complete. */
    END,
    /** The output limit was reached. */
    LENGTH,
    /** A tool is to be called. */
    TOOL_CALL,
    /** A stop sequence of the request was met. */
    STOP_SEQUENCE,
    /** The vendor's filter cut the answer. */
    CONTENT_FILTER,
    /** The model or its guard refused. */
    REFUSAL,
    /** A long turn paused; it goes on when it is sent back. */
    PAUSE,
    /** The context window was full. */
    CONTEXT_FULL
}
