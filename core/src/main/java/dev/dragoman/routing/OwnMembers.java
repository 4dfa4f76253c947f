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

/** The members of a request body that are for the gateway, and those that no client may set: which they are, and what they say. */
record OwnMembers(JsonBody body) {

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

    /** Whether no vendor sees a member of that name. */
    static boolean isOwn(String member) {
        return OWN.contains(member) || FORBIDDEN.contains(member);
    }

    /** Takes them out of a body. */
    static CallOptions.Split split(JsonBody body) {
        OwnMembers members = new OwnMembers(body);
        JsonBody rest = members.others();
        return rest == body
                ? new CallOptions.Split(body, CallOptions.NONE)
                : new CallOptions.Split(members.withExtraBody(rest), members.read());
    }

    /** Refuses a member that no client may set. */
    static void refuseForbidden(String name) {
        if (FORBIDDEN.contains(name)) {
            throw new BadRequestException(ErrorDetail.of(
                            name + " is not allowed in the request body: it decides where credentials or money go, and"
                                    + " is set in the gateway's configuration only")
                    .withType("invalid_request_error")
                    .withParam(name));
        }
    }

    /** The body without them; the same body when there are none. */
    private JsonBody others() {
        JsonBody rest = body;
        for (String name : body.names()) {
            refuseForbidden(name);
            if (OWN.contains(name)) {
                rest = rest.without(name);
            } else if (name.equals(VENDORS_METADATA) && tagged() != null) {
                rest = withoutTags(rest, tagged());
            }
        }
        return rest;
    }

    private CallOptions read() {
        Duration timeout = seconds("timeout");
        return new CallOptions(
                timeout != null ? timeout : seconds("request_timeout"),
                seconds("stream_timeout"),
                count("num_retries"),
                truth("drop_params"),
                strings("additional_drop_params"),
                strings("allowed_openai_params"),
                truth(MERGED_REASONING),
                FallbackOptions.read(this),
                tags(),
                priority(),
                session(),
                text(REGION),
                body.isNull(CACHE) ? null : body.value(CACHE),
                told());
    }

    /** Metadata for the vendor that hold something for the gateway, which no vendor takes; null when there are none. */
    private @Nullable JsonObject tagged() {
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

    /** Those beside the conversation, and those in what the client tells the gateway about the call. */
    private List<String> tags() {
        List<String> tags = new ArrayList<>(strings(TAGS));
        addTags(metadata(), tags);
        JsonObject tagged = tagged();
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

    private @Nullable String session() {
        String session = text("litellm_session_id");
        String trace = session == null ? text("litellm_trace_id") : session;
        return trace == null ? metadata().string("session_id") : trace;
    }

    /** What the client tells of the call, with what stands among the vendor's metadata and is not the vendor's. */
    private JsonObject told() {
        JsonObject told = metadata();
        JsonObject tagged = tagged();
        JsonObject logged = tagged == null ? null : tagged.object(LOGGED);
        JsonObject all = logged == null || told.has(LOGGED) ? told : told.with(LOGGED, logged);
        Boolean unlogged = body.isNull(UNLOGGED) ? null : body.bool(UNLOGGED);
        return unlogged == null ? all : all.with(UNLOGGED, JsonBoolean.of(unlogged));
    }

    private JsonObject metadata() {
        return !body.isNull(METADATA) && body.value(METADATA) instanceof JsonObject told ? told : JsonObject.EMPTY;
    }

    private @Nullable Integer priority() {
        if (body.isNull(PRIORITY)) {
            return null;
        }
        JsonNumber number = body.number(PRIORITY);
        Long value = number == null ? null : number.longValue();
        if (value == null || Math.abs(value) > MOST_PRIORITY) {
            throw wrong(PRIORITY, "a whole number from -1000000 to 1000000");
        }
        return value.intValue();
    }

    private @Nullable String text(String name) {
        String value = body.isNull(name) ? null : body.string(name);
        if (value == null && !body.isNull(name)) {
            throw wrong(name, "text");
        }
        return value;
    }

    private JsonBody withExtraBody(JsonBody rest) {
        if (body.isNull("extra_body")) {
            return rest;
        }
        if (!(body.value("extra_body") instanceof JsonObject extra)) {
            throw wrong("extra_body", "an object");
        }
        JsonBody[] result = {rest};
        extra.forEach((name, value) -> {
            refuseForbidden(name);
            result[0] = result[0].with(name, value);
        });
        return result[0];
    }

    private @Nullable Duration seconds(String name) {
        if (body.isNull(name)) {
            return null;
        }
        JsonNumber number = body.number(name);
        if (number == null || !(number.doubleValue() >= 0) || number.doubleValue() > 1e6) {
            throw wrong(name, "seconds, from 0 to 1000000");
        }
        // Zero means "not set", as in LiteLLM.
        return number.doubleValue() == 0 ? null : Duration.ofNanos((long) (number.doubleValue() * 1e9));
    }

    /** A small whole number; null when it is not there. */
    @Nullable
    Integer count(String name) {
        if (body.isNull(name)) {
            return null;
        }
        JsonNumber number = body.number(name);
        Long value = number == null ? null : number.longValue();
        if (value == null || value < 0 || value > 20) {
            throw wrong(name, "a whole number from 0 to 20");
        }
        return value.intValue();
    }

    /** True or false; null when it is not there. */
    @Nullable
    Boolean truth(String name) {
        Boolean value = body.bool(name);
        if (value == null && !body.isNull(name)) {
            throw wrong(name, "true or false");
        }
        return value;
    }

    private List<String> strings(String name) {
        if (body.isNull(name)) {
            return List.of();
        }
        if (!(body.value(name) instanceof JsonArray array)) {
            throw wrong(name, "a list of strings");
        }
        List<String> strings = new ArrayList<>(array.size());
        for (JsonValue item : array) {
            if (!(item instanceof JsonString text)) {
                throw wrong(name, "a list of strings");
            }
            strings.add(text.value());
        }
        return strings;
    }

    /** The refusal of a value. */
    BadRequestException wrong(String name, String expected) {
        JsonValue value = body.value(name);
        String text = value == null ? "nothing" : value.toJson();
        String shown = text.length() <= 80 ? text : text.substring(0, 80) + "...";
        return new BadRequestException(ErrorDetail.of(name + ": " + shown + " (expected: " + expected + ")")
                .withType("invalid_request_error")
                .withParam(name));
    }
}
