package dev.dragoman.model;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question to a chat model in no vendor's words. Null means: not said, the vendor's default applies.
 *
 * @param model the model, as the vendor names it
 * @param tools what the model may ask for; empty for none
 * @param parallelToolCalls whether it may ask for several at once
 * @param maxTokens the most tokens to answer with
 * @param sampling how answers are drawn
 * @param stream whether the answer comes piece by piece
 * @param includeUsage whether a stream ends with its usage
 * @param modalities kinds of output: {@code text}, {@code audio}, {@code image}; null when not said
 * @param audio OpenAI's voice and format of spoken output
 * @param prediction OpenAI's predicted output
 * @param verbosity {@code low}, {@code medium} or {@code high}
 * @param serviceTier the vendor's class of service
 * @param user an opaque id of the end user
 * @param metadata the caller's own labels
 * @param cache a cache mark for the whole prompt
 * @param legacyFunctions whether the caller used OpenAI's older {@code functions}, and expects {@code function_call} back
 * @param extras members that no record knows, in the words of the dialect that read them
 */
public record ChatRequest(
        String model,
        List<Message> messages,
        List<Tool> tools,
        @Nullable ToolChoice toolChoice,
        @Nullable Boolean parallelToolCalls,
        @Nullable ResponseFormat responseFormat,
        @Nullable Reasoning reasoning,
        @Nullable Long maxTokens,
        Sampling sampling,
        boolean stream,
        boolean includeUsage,
        @Nullable JsonArray modalities,
        @Nullable JsonObject audio,
        @Nullable JsonValue prediction,
        @Nullable String verbosity,
        @Nullable String serviceTier,
        @Nullable String user,
        @Nullable JsonObject metadata,
        @Nullable CacheControl cache,
        boolean legacyFunctions,
        JsonObject extras) {

    public ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /** A builder for a request to the model. */
    public static Builder builder(String model) {
        return new Builder(model);
    }

    /** A builder that starts with this request. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Collects a request. Not thread-safe. */
    public static final class Builder {

        private String model;
        private List<Message> messages = List.of();
        private List<Tool> tools = List.of();
        private @Nullable ToolChoice toolChoice;
        private @Nullable Boolean parallelToolCalls;
        private @Nullable ResponseFormat responseFormat;
        private @Nullable Reasoning reasoning;
        private @Nullable Long maxTokens;
        private Sampling sampling = Sampling.DEFAULT;
        private boolean stream;
        private boolean includeUsage;
        private @Nullable JsonArray modalities;
        private @Nullable JsonObject audio;
        private @Nullable JsonValue prediction;
        private @Nullable String verbosity;
        private @Nullable String serviceTier;
        private @Nullable String user;
        private @Nullable JsonObject metadata;
        private @Nullable CacheControl cache;
        private boolean legacyFunctions;
        private JsonObject extras = JsonObject.EMPTY;

        private Builder(String model) {
            this.model = model;
        }

        private Builder(ChatRequest from) {
            this.model = from.model;
            this.messages = from.messages;
            this.tools = from.tools;
            this.toolChoice = from.toolChoice;
            this.parallelToolCalls = from.parallelToolCalls;
            this.responseFormat = from.responseFormat;
            this.reasoning = from.reasoning;
            this.maxTokens = from.maxTokens;
            this.sampling = from.sampling;
            this.stream = from.stream;
            this.includeUsage = from.includeUsage;
            this.modalities = from.modalities;
            this.audio = from.audio;
            this.prediction = from.prediction;
            this.verbosity = from.verbosity;
            this.serviceTier = from.serviceTier;
            this.user = from.user;
            this.metadata = from.metadata;
            this.cache = from.cache;
            this.legacyFunctions = from.legacyFunctions;
            this.extras = from.extras;
        }

        public Builder model(String value) {
            this.model = value;
            return this;
        }

        public Builder messages(List<Message> value) {
            this.messages = value;
            return this;
        }

        public Builder tools(List<Tool> value) {
            this.tools = value;
            return this;
        }

        public Builder toolChoice(@Nullable ToolChoice value) {
            this.toolChoice = value;
            return this;
        }

        public Builder parallelToolCalls(@Nullable Boolean value) {
            this.parallelToolCalls = value;
            return this;
        }

        public Builder responseFormat(@Nullable ResponseFormat value) {
            this.responseFormat = value;
            return this;
        }

        public Builder reasoning(@Nullable Reasoning value) {
            this.reasoning = value;
            return this;
        }

        public Builder maxTokens(@Nullable Long value) {
            this.maxTokens = value;
            return this;
        }

        public Builder sampling(Sampling value) {
            this.sampling = value;
            return this;
        }

        public Builder stream(boolean value) {
            this.stream = value;
            return this;
        }

        public Builder includeUsage(boolean value) {
            this.includeUsage = value;
            return this;
        }

        public Builder modalities(@Nullable JsonArray value) {
            this.modalities = value;
            return this;
        }

        public Builder audio(@Nullable JsonObject value) {
            this.audio = value;
            return this;
        }

        public Builder prediction(@Nullable JsonValue value) {
            this.prediction = value;
            return this;
        }

        public Builder verbosity(@Nullable String value) {
            this.verbosity = value;
            return this;
        }

        public Builder serviceTier(@Nullable String value) {
            this.serviceTier = value;
            return this;
        }

        public Builder user(@Nullable String value) {
            this.user = value;
            return this;
        }

        public Builder metadata(@Nullable JsonObject value) {
            this.metadata = value;
            return this;
        }

        public Builder cache(@Nullable CacheControl value) {
            this.cache = value;
            return this;
        }

        public Builder legacyFunctions(boolean value) {
            this.legacyFunctions = value;
            return this;
        }

        public Builder extras(JsonObject value) {
            this.extras = value;
            return this;
        }

        public ChatRequest build() {
            return new ChatRequest(
                    model,
                    messages,
                    tools,
                    toolChoice,
                    parallelToolCalls,
                    responseFormat,
                    reasoning,
                    maxTokens,
                    sampling,
                    stream,
                    includeUsage,
                    modalities,
                    audio,
                    prediction,
                    verbosity,
                    serviceTier,
                    user,
                    metadata,
                    cache,
                    legacyFunctions,
                    extras);
        }
    }
}
