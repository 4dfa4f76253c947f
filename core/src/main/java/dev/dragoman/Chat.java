package dev.dragoman;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question to a chat model, in OpenAI's terms, whichever vendor answers it.
 *
 * {@snippet :
 * Chat chat = Chat.of("anthropic/claude-sonnet-4-5")
 *         .system("Answer in one sentence.")
 *         .user("Why is the sky blue?")
 *         .temperature(0.2);
 * Reply reply = dragoman.completion(chat);
 * Reply more = dragoman.completion(chat.add(reply).user("And at sunset?"));
 * }
 *
 * <p>Immutable: each method returns a changed copy, so that a chat may serve as a template and be shared by threads. What a
 * model does not take fails the call with {@link dev.dragoman.error.UnsupportedParamsException}, unless
 * {@link #dropParams} agrees to leave it out. Texts that are JSON are checked when they are given.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">OpenAI: Create chat completion</a>
 */
public final class Chat {

    private final JsonBody body;
    private final List<JsonValue> added;
    private final Manner manner;

    private Chat(JsonBody body, List<JsonValue> added, Manner manner) {
        this.body = body;
        this.added = List.copyOf(added);
        this.manner = manner;
    }

    /**
     * A chat without messages.
     *
     * @param model {@code provider/model}, the name of a model that the catalogue knows, or that of a group
     */
    public static Chat of(String model) {
        JsonObject named = JsonObject.of("model", new JsonString(model));
        return new Chat(JsonBody.of(named), List.of(), Manner.PLAIN);
    }

    /** A chat of one message of the user. */
    public static Chat of(String model, String text) {
        return of(model).user(text);
    }

    /**
     * A chat from a whole request body of OpenAI's Chat Completions, in UTF-8. Members that nobody here knows reach the vendor.
     *
     * @throws BadRequestException when it is no JSON object
     */
    public static Chat ofJson(byte[] json) {
        try {
            return new Chat(JsonBody.parse(json), List.of(), Manner.PLAIN);
        } catch (JsonSyntaxException wrong) {
            String place = wrong.offset() < 0 ? "" : " (at byte " + wrong.offset() + ")";
            throw new BadRequestException(
                    ErrorDetail.of("the request body is not valid JSON: " + wrong.getMessage() + place)
                            .withType("invalid_request_error"),
                    400,
                    wrong);
        }
    }

    /** As {@link #ofJson(byte[])}. */
    public static Chat ofJson(String json) {
        return ofJson(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The same question to another model. */
    public Chat model(String model) {
        return param("model", model);
    }

    /** The model's name, or null when a body has none. */
    public @Nullable String model() {
        return body.string("model");
    }

    // Messages.

    /** Adds instructions. */
    public Chat system(String text) {
        return message(said("system", text));
    }

    /** Adds instructions under OpenAI's newer name of their role. */
    public Chat developer(String text) {
        return message(said("developer", text));
    }

    /** Adds what the user says. */
    public Chat user(String text) {
        return message(said("user", text));
    }

    /** Adds what the user says in several pieces, such as a text and an image. */
    public Chat user(Content first, Content... more) {
        List<JsonValue> parts = new ArrayList<>();
        parts.add(first.json());
        for (Content part : more) {
            parts.add(part.json());
        }
        return message(JsonObject.builder()
                .put("role", "user")
                .put("content", new JsonArray(parts))
                .build());
    }

    /** Adds what the model said earlier. */
    public Chat assistant(String text) {
        return message(said("assistant", text));
    }

    /** Adds what the model just replied, with its tool calls, its reasoning and what else the vendor wants to see again. */
    public Chat add(Reply reply) {
        return message(reply.message());
    }

    /**
     * Adds what a tool returned.
     *
     * @param callId the id of the call that it answers
     * @param result text, often JSON
     */
    public Chat toolResult(String callId, String result) {
        return message(JsonObject.builder()
                .put("role", "tool")
                .put("tool_call_id", callId)
                .put("content", result)
                .build());
    }

    /** Adds a message in OpenAI's form. */
    public Chat message(JsonObject message) {
        List<JsonValue> more = new ArrayList<>(added);
        more.add(message);
        return new Chat(body, more, manner);
    }

    // Tools and the form of the answer.

    /**
     * Offers a function to call.
     *
     * @param description when and how to use it
     * @param schema JSON Schema of its arguments, as JSON text
     * @throws IllegalArgumentException when the schema is no JSON object
     */
    public Chat tool(String name, String description, String schema) {
        return tool(name, description, object("schema", schema));
    }

    /** Offers a function to call, its arguments described by a JSON Schema. */
    public Chat tool(String name, String description, JsonObject schema) {
        JsonObject function = JsonObject.builder()
                .put("name", name)
                .put("description", description)
                .put("parameters", schema)
                .build();
        return tool(JsonObject.builder()
                .put("type", "function")
                .put("function", function)
                .build());
    }

    /** Offers a tool in OpenAI's form, or a vendor's own tool in that vendor's. */
    public Chat tool(JsonObject tool) {
        return new Chat(extended("tools", List.of(tool)), added, manner);
    }

    /** {@code auto}, {@code none} or {@code required}. */
    public Chat toolChoice(String choice) {
        return param("tool_choice", choice);
    }

    /** Demands a call of this function. */
    public Chat toolChoiceFunction(String name) {
        return param(
                "tool_choice",
                JsonObject.builder()
                        .put("type", "function")
                        .put("function", JsonObject.of("name", new JsonString(name)))
                        .build());
    }

    /** Whether several tools may be called at once. */
    public Chat parallelToolCalls(boolean allowed) {
        return param("parallel_tool_calls", allowed);
    }

    /**
     * Demands JSON that follows a schema exactly.
     *
     * @param name a label for the schema: letters, digits, dashes
     * @param schema JSON Schema, as JSON text
     * @throws IllegalArgumentException when the schema is no JSON object
     */
    public Chat responseFormat(String name, String schema) {
        return responseFormat(name, object("schema", schema));
    }

    /** Demands JSON that follows a schema exactly. */
    public Chat responseFormat(String name, JsonObject schema) {
        JsonObject named = JsonObject.builder()
                .put("name", name)
                .put("schema", schema)
                .put("strict", true)
                .build();
        return param(
                "response_format",
                JsonObject.builder()
                        .put("type", "json_schema")
                        .put("json_schema", named)
                        .build());
    }

    /** Demands any JSON object. */
    public Chat jsonMode() {
        return param("response_format", JsonObject.of("type", new JsonString("json_object")));
    }

    // Parameters.

    /** How much to think: {@code none}, {@code minimal}, {@code low}, {@code medium}, {@code high}, {@code xhigh}. */
    public Chat reasoningEffort(String effort) {
        return param("reasoning_effort", effort);
    }

    /** The most tokens to answer with. */
    public Chat maxTokens(long tokens) {
        return param("max_tokens", tokens);
    }

    /** How freely answers are drawn, 0 to 2. */
    public Chat temperature(double value) {
        return param("temperature", value);
    }

    /** The share of probability to draw from, 0 to 1. */
    public Chat topP(double value) {
        return param("top_p", value);
    }

    /** How many answers to give. */
    public Chat n(long count) {
        return param("n", count);
    }

    /** Sequences that end the answer. */
    public Chat stop(String... sequences) {
        return param("stop", JsonArray.ofStrings(List.of(sequences)));
    }

    /** Asks for the same answer to the same question, as far as the vendor can. */
    public Chat seed(long value) {
        return param("seed", value);
    }

    /** An opaque id of the end user. */
    public Chat endUser(String id) {
        return param("user", id);
    }

    /** Any parameter of OpenAI's, or one that only the vendor knows. */
    public Chat param(String name, JsonValue value) {
        return new Chat(body.with(name, value), added, manner);
    }

    /** A parameter that is a text. */
    public Chat param(String name, String value) {
        return param(name, new JsonString(value));
    }

    /** A parameter that is a whole number. */
    public Chat param(String name, long value) {
        return param(name, JsonNumber.of(value));
    }

    /**
     * A parameter that is a number.
     *
     * @throws IllegalArgumentException when it is infinite or none
     */
    public Chat param(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: a finite number)");
        }
        return param(name, JsonNumber.of(value));
    }

    /** A parameter that is true or false. */
    public Chat param(String name, boolean value) {
        return param(name, JsonBoolean.of(value));
    }

    // How this call is made. Credentials, address, fields and members of one's own are for the model asked, and are
    // never sent
    // to a fallback.

    /** The provider's key, for this call. */
    public Chat apiKey(String key) {
        return with(manner.with(manner.access().withKey(key)));
    }

    /** The provider's base address, for this call. */
    public Chat apiBase(String base) {
        return with(manner.with(manner.access().withBase(base)));
    }

    /** The version of the provider's interface, as Azure has, for this call. */
    public Chat apiVersion(String version) {
        return with(manner.with(manner.access().withVersion(version)));
    }

    /** A further setting by its configuration key, such as {@code aws_region_name}, for this call. */
    public Chat setting(String name, String value) {
        return with(manner.with(manner.access().withSetting(name, value)));
    }

    /** A further field of the HTTP request to the vendor. */
    public Chat header(String name, String value) {
        return with(manner.withHeader(name, value));
    }

    /** A member put on top of the request body that the vendor gets, in that vendor's words. */
    public Chat extraBody(String name, JsonValue value) {
        return with(manner.with(manner.extraBody().with(name, value)));
    }

    /** How long one attempt may take: to a whole answer, or to the first event of a stream and between two of its events. */
    public Chat timeout(Duration limit) {
        return with(manner.with(limit));
    }

    /** How often to try again, 0 to 20. */
    public Chat retries(int count) {
        return with(manner.withRetries(count));
    }

    /** Models to ask in turn when this one fails; none to ask no other. */
    public Chat fallbacks(String... models) {
        return with(manner.withFallbacks(List.of(models)));
    }

    /** Whether parameters that the model does not take are left out; {@link Reply#dropped} tells which were. */
    public Chat dropParams(boolean agreed) {
        return with(manner.withDrop(agreed));
    }

    /** Parameters to send although the model is not known to take them. */
    public Chat allowParams(String... names) {
        return with(manner.withAllowed(List.of(names)));
    }

    /** Answers with this text instead of asking anybody, for tests. */
    public Chat mockResponse(String text) {
        return with(manner.with(new Mock.Said(text)));
    }

    /** Fails every attempt in this way instead of asking anybody, for tests. */
    public Chat mockResponse(LlmException failure) {
        return with(manner.with(new Mock.Failed(failure)));
    }

    /** The request body in OpenAI's form. */
    public String toJson() {
        return new String(toBytes(), StandardCharsets.UTF_8);
    }

    byte[] toBytes() {
        return whole().toBody().toBytes();
    }

    Manner manner() {
        return manner;
    }

    private JsonBody whole() {
        return added.isEmpty() ? body : extended("messages", added);
    }

    /** The body with a longer list; one that is no list stays, so that the call is refused for it. */
    private JsonBody extended(String name, List<JsonValue> more) {
        JsonValue before = body.isNull(name) ? JsonArray.EMPTY : value(name);
        if (!(before instanceof JsonArray list)) {
            return body;
        }
        List<JsonValue> items = new ArrayList<>(list.items());
        items.addAll(more);
        return body.with(name, new JsonArray(items));
    }

    private @Nullable JsonValue value(String name) {
        try {
            return body.value(name);
        } catch (JsonSyntaxException wrong) {
            throw new BadRequestException(
                    ErrorDetail.of(name + ": " + wrong.getMessage())
                            .withType("invalid_request_error")
                            .withParam(name),
                    400,
                    wrong);
        }
    }

    private Chat with(Manner other) {
        return new Chat(body, added, other);
    }

    private static JsonObject said(String role, String text) {
        return JsonObject.builder().put("role", role).put("content", text).build();
    }

    private static JsonObject object(String name, String json) {
        try {
            return Json.parseObject(json);
        } catch (JsonSyntaxException wrong) {
            throw new IllegalArgumentException(name + ": " + wrong.getMessage() + " (expected: a JSON object)", wrong);
        }
    }

    /** The model only: messages are the caller's own matter. */
    @Override
    public String toString() {
        return "Chat with " + model();
    }
}
