package dev.dragoman.routing;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of the gateway itself, in members of the request body that no vendor sees.
 *
 * @param timeout limit of one attempt; null when not asked for
 * @param streamTimeout limit to the first event of a stream; null when not asked for
 * @param retries further attempts; null when not asked for
 * @param drop whether unsupported parameters are left out; null when not said
 * @param additionalDrops parameters to leave out always
 * @param allowed parameters to send although the model is not known to take them
 * @param mergedReasoning whether thoughts are told inside the text; null when not said
 * @param fallbacks who stands by, and other wishes about that
 * @param tags of the request; empty for none
 * @param priority among calls that wait for a deployment, lower ones first; null when not said
 * @param session the client's name of the session that the call is part of; null when not said
 * @param region where the call must be answered, such as {@code eu}; null for anywhere
 * @param cache what is asked of a cache of answers, unread; null for nothing
 * @param metadata what else the client tells the gateway of the call; empty for nothing
 */
public record CallOptions(
        @Nullable Duration timeout,
        @Nullable Duration streamTimeout,
        @Nullable Integer retries,
        @Nullable Boolean drop,
        List<String> additionalDrops,
        List<String> allowed,
        @Nullable Boolean mergedReasoning,
        FallbackOptions fallbacks,
        List<String> tags,
        @Nullable Integer priority,
        @Nullable String session,
        @Nullable String region,
        @Nullable JsonValue cache,
        JsonObject metadata) {

    /** Nothing asked for. */
    public static final CallOptions NONE = new CallOptions(
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            null,
            FallbackOptions.NONE,
            List.of(),
            null,
            null,
            null,
            null,
            JsonObject.EMPTY);

    private static final String CACHE = "cache";
    private static final String MERGED_REASONING = "merge_reasoning_content_in_choices";
    private static final String VENDORS_METADATA = "metadata";
    private static final String METADATA = "litellm_metadata";
    private static final String TAGS = "tags";
    private static final String LOGGED = "spend_logs_metadata";
    private static final String UNLOGGED = "no-log";
    private static final String PRIORITY = "priority";
    private static final String REGION = "allowed_model_region";
    private static final int MOST_PRIORITY = 1_000_000;
    private static final Set<String> OWN = Set.of(
            "timeout",
            "request_timeout",
            "stream_timeout",
            "num_retries",
            "max_retries",
            "drop_params",
            "additional_drop_params",
            "allowed_openai_params",
            MERGED_REASONING,
            METADATA,
            TAGS,
            "fallbacks",
            "context_window_fallbacks",
            "content_policy_fallbacks",
            "disable_fallbacks",
            "max_fallbacks",
            "include_fallback_errors",
            CACHE,
            "guardrails",
            "guardrail_config",
            UNLOGGED,
            "mock_response",
            "mock_tool_calls",
            "mock_timeout",
            "mock_testing_fallbacks",
            "mock_testing_context_fallbacks",
            "mock_testing_content_policy_fallbacks",
            "mock_testing_rate_limit_error",
            PRIORITY,
            REGION,
            "litellm_trace_id",
            "litellm_session_id",
            "litellm_call_id",
            "proxy_server_request",
            "standard_logging_object",
            "secret_fields",
            "callbacks",
            "service_callback",
            "logger_fn",
            "litellm_disabled_callbacks",
            "extra_body");

    private static final Set<String> FORBIDDEN = Set.of(
            "api_key",
            "api_base",
            "base_url",
            "api_version",
            "user_config",
            "extra_headers",
            "custom_llm_provider",
            "aws_access_key_id",
            "aws_secret_access_key",
            "aws_session_token",
            "aws_region_name",
            "aws_profile_name",
            "aws_role_name",
            "aws_session_name",
            "aws_external_id",
            "aws_web_identity_token",
            "aws_sts_endpoint",
            "aws_bedrock_runtime_endpoint",
            "model_id",
            "vertex_credentials",
            "vertex_ai_credentials",
            "vertex_project",
            "vertex_ai_project",
            "vertex_location",
            "vertex_ai_location",
            "azure_ad_token",
            "input_cost_per_token",
            "output_cost_per_token");

    public CallOptions {
        additionalDrops = List.copyOf(additionalDrops);
        allowed = List.copyOf(allowed);
        tags = List.copyOf(tags);
    }

    /** A body without the gateway's members, and what they asked for. */
    public record Split(JsonBody body, CallOptions options) {}

    /**
     * Takes the gateway's members out of a request body.
     *
     * @throws BadRequestException when one has a wrong value or is not a client's to set
     */
    public static Split split(JsonBody body) {
        JsonBody rest = body;
        boolean own = false;
        for (String name : body.names()) {
            if (FORBIDDEN.contains(name)) {
                throw forbidden(name);
            }
            if (OWN.contains(name)) {
                own = true;
                rest = rest.without(name);
            } else if (name.equals(VENDORS_METADATA) && tagged(body) != null) {
                own = true;
                rest = withoutTags(rest, tagged(body));
            }
        }
        return own ? new Split(withExtraBody(rest, body), read(body)) : new Split(body, NONE);
    }

    private static CallOptions read(JsonBody body) {
        Duration timeout = seconds(body, "timeout");
        return new CallOptions(
                timeout != null ? timeout : seconds(body, "request_timeout"),
                seconds(body, "stream_timeout"),
                count(body, "num_retries"),
                truth(body, "drop_params"),
                strings(body, "additional_drop_params"),
                strings(body, "allowed_openai_params"),
                truth(body, MERGED_REASONING),
                FallbackOptions.read(body, FORBIDDEN),
                tags(body),
                priority(body),
                session(body),
                text(body, REGION),
                body.isNull(CACHE) ? null : body.value(CACHE),
                told(body));
    }

    /** Metadata for the vendor that hold something for the gateway, which no vendor takes; null when there are none. */
    private static @Nullable JsonObject tagged(JsonBody body) {
        return !body.isNull(VENDORS_METADATA)
                        && body.value(VENDORS_METADATA) instanceof JsonObject told
                        && (told.get(TAGS) instanceof JsonArray || told.get(LOGGED) instanceof JsonObject)
                ? told
                : null;
    }

    private static JsonBody withoutTags(JsonBody body, @Nullable JsonObject metadata) {
        JsonObject left = metadata == null ? JsonObject.EMPTY : metadata.without(TAGS, LOGGED);
        return left.isEmpty() ? body.without(VENDORS_METADATA) : body.with(VENDORS_METADATA, left);
    }

    /** What the client tells of the call, with what stands among the vendor's metadata and is not the vendor's. */
    private static JsonObject told(JsonBody body) {
        JsonObject told = metadata(body);
        JsonObject tagged = tagged(body);
        JsonObject logged = tagged == null ? null : tagged.object(LOGGED);
        JsonObject all = logged == null || told.has(LOGGED) ? told : told.with(LOGGED, logged);
        Boolean unlogged = truth(body, UNLOGGED);
        return unlogged == null ? all : all.with(UNLOGGED, JsonBoolean.of(unlogged));
    }

    /** Those beside the conversation, and those in what the client tells the gateway about the call. */
    private static List<String> tags(JsonBody body) {
        List<String> tags = new ArrayList<>(strings(body, TAGS));
        addTags(metadata(body), tags);
        JsonObject tagged = tagged(body);
        if (tagged != null) {
            addTags(tagged, tags);
        }
        return tags;
    }

    private static void addTags(JsonObject metadata, List<String> tags) {
        if (metadata.get(TAGS) instanceof JsonArray more) {
            for (JsonValue tag : more) {
                if (tag instanceof JsonString text) {
                    tags.add(text.value());
                }
            }
        }
    }

    private static @Nullable String session(JsonBody body) {
        String session = text(body, "litellm_session_id");
        String trace = session == null ? text(body, "litellm_trace_id") : session;
        return trace == null ? metadata(body).string("session_id") : trace;
    }

    private static JsonObject metadata(JsonBody body) {
        return !body.isNull(METADATA) && body.value(METADATA) instanceof JsonObject told ? told : JsonObject.EMPTY;
    }

    private static @Nullable Integer priority(JsonBody body) {
        if (body.isNull(PRIORITY)) {
            return null;
        }
        JsonNumber number = body.number(PRIORITY);
        Long value = number == null ? null : number.longValue();
        if (value == null || Math.abs(value) > MOST_PRIORITY) {
            throw wrong(body, PRIORITY, "a whole number from -1000000 to 1000000");
        }
        return value.intValue();
    }

    private static @Nullable String text(JsonBody body, String name) {
        String value = body.isNull(name) ? null : body.string(name);
        if (value == null && !body.isNull(name)) {
            throw wrong(body, name, "text");
        }
        return value;
    }

    /** The same with other limits and numbers. */
    public CallOptions with(
            @Nullable Duration otherTimeout, @Nullable Duration otherStreamTimeout, @Nullable Integer otherRetries) {
        return new CallOptions(
                otherTimeout,
                otherStreamTimeout,
                otherRetries,
                drop,
                additionalDrops,
                allowed,
                mergedReasoning,
                fallbacks,
                tags,
                priority,
                session,
                region,
                cache,
                metadata);
    }

    /** The same without any that stand by. */
    public CallOptions alone() {
        return new CallOptions(
                timeout,
                streamTimeout,
                retries,
                drop,
                additionalDrops,
                allowed,
                mergedReasoning,
                FallbackOptions.NONE,
                tags,
                priority,
                session,
                region,
                cache,
                metadata);
    }

    private static JsonBody withExtraBody(JsonBody rest, JsonBody body) {
        if (body.isNull("extra_body")) {
            return rest;
        }
        if (!(body.value("extra_body") instanceof JsonObject extra)) {
            throw wrong(body, "extra_body", "an object");
        }
        JsonBody[] result = {rest};
        extra.forEach((name, value) -> {
            if (FORBIDDEN.contains(name)) {
                throw forbidden(name);
            }
            result[0] = result[0].with(name, value);
        });
        return result[0];
    }

    private static @Nullable Duration seconds(JsonBody body, String name) {
        if (body.isNull(name)) {
            return null;
        }
        JsonNumber number = body.number(name);
        if (number == null || !(number.doubleValue() >= 0) || number.doubleValue() > 1e6) {
            throw wrong(body, name, "seconds, from 0 to 1000000");
        }
        // Zero means "not set", as in LiteLLM.
        return number.doubleValue() == 0 ? null : Duration.ofNanos((long) (number.doubleValue() * 1e9));
    }

    static @Nullable Integer count(JsonBody body, String name) {
        if (body.isNull(name)) {
            return null;
        }
        JsonNumber number = body.number(name);
        Long value = number == null ? null : number.longValue();
        if (value == null || value < 0 || value > 20) {
            throw wrong(body, name, "a whole number from 0 to 20");
        }
        return value.intValue();
    }

    static @Nullable Boolean truth(JsonBody body, String name) {
        Boolean value = body.bool(name);
        if (value == null && !body.isNull(name)) {
            throw wrong(body, name, "true or false");
        }
        return value;
    }

    private static List<String> strings(JsonBody body, String name) {
        if (body.isNull(name)) {
            return List.of();
        }
        if (!(body.value(name) instanceof JsonArray array)) {
            throw wrong(body, name, "a list of strings");
        }
        List<String> strings = new ArrayList<>(array.size());
        for (JsonValue item : array) {
            if (!(item instanceof JsonString text)) {
                throw wrong(body, name, "a list of strings");
            }
            strings.add(text.value());
        }
        return strings;
    }

    static BadRequestException wrong(JsonBody body, String name, String expected) {
        JsonValue value = body.value(name);
        String text = value == null ? "nothing" : value.toJson();
        String shown = text.length() <= 80 ? text : text.substring(0, 80) + "...";
        return new BadRequestException(ErrorDetail.of(name + ": " + shown + " (expected: " + expected + ")")
                .withType("invalid_request_error")
                .withParam(name));
    }

    static BadRequestException forbidden(String name) {
        return new BadRequestException(ErrorDetail.of(
                        name + " is not allowed in the request body: it decides where credentials or money go, and is"
                                + " set in the gateway's configuration only")
                .withType("invalid_request_error")
                .withParam(name));
    }
}
