package dev.dragoman.provider.completions;

import java.util.Set;

/**
 * The names of OpenAI's chat parameters.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">OpenAI: Create chat completion</a>
 */
public final class ParameterNames {

    /** All that a caller may leave out and a place may not take; whether to stream is taken everywhere. */
    public static final Set<String> OPTIONAL = Set.of(
            "audio",
            "frequency_penalty",
            "function_call",
            "functions",
            "logit_bias",
            "logprobs",
            "max_completion_tokens",
            "max_tokens",
            "modalities",
            "n",
            "parallel_tool_calls",
            "prediction",
            "presence_penalty",
            "prompt_cache_key",
            "prompt_cache_retention",
            "reasoning_effort",
            "response_format",
            "safety_identifier",
            "seed",
            "service_tier",
            "stop",
            "store",
            "temperature",
            "thinking",
            "tool_choice",
            "tools",
            "top_logprobs",
            "top_p",
            "user",
            "verbosity",
            "web_search_options");

    private ParameterNames() {}
}
