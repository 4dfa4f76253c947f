package dev.dragoman.model;

/** Why a model stopped. */
public enum FinishReason {
    /** It was done, or met a stop sequence. */
    STOP,
    /** The output limit or the context window was reached. */
    LENGTH,
    /** It asks for tools to be called. */
    TOOL_CALLS,
    /** A safety system stopped or refused it. */
    CONTENT_FILTER,
    /** As TOOL_CALLS, in OpenAI's older form. */
    FUNCTION_CALL,
    /** The vendor paused a long turn; sending the history back continues it. */
    PAUSE
}
