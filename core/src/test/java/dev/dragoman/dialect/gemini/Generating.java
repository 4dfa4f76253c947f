package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import dev.dragoman.model.Reasoning;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Sampling;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes requests and answers that have words in Google's format, the same ones for the same seed. */
final class Generating {

    private static final String[] TEXTS = {
        "hello",
        "Ærlig talt",
        "😀 and more",
        "a \"quoted\" \\ line\nbreak",
        "日本語",
        "\u0000\u001f\t",
        "lone \ud83d half",
        "{\"a\":1}x"
    };

    private final Random random;
    private int ids;

    Generating(long seed) {
        this.random = new Random(seed);
    }

    ChatRequest request() {
        boolean third = random.nextBoolean();
        String model = third ? "gemini-3-flash-preview" : "gemini-2.5-flash";
        List<Tool> tools = tools();
        return ChatRequest.builder(model)
                .messages(messages())
                .tools(tools)
                .toolChoice(tools.isEmpty() ? null : maybe(this::choice))
                .responseFormat(maybe(this::format))
                .reasoning(maybe(() -> third ? level() : budget()))
                .maxTokens(maybe(() -> (long) random.nextInt(1, 10_000)))
                .sampling(sampling(third))
                .modalities(maybe(() -> JsonArray.ofStrings(List.of("text", "image"))))
                .serviceTier(maybe(() -> oneOf("flex", "priority", "standard")))
                .extras(extras())
                .includeUsage(true)
                .build();
    }

    /** A request that the vendor takes: no unknown members, no tools that exclude each other. */
    ChatRequest acceptableRequest() {
        ChatRequest request = request();
        List<Tool> functions =
                request.tools().stream().filter(Tool.Function.class::isInstance).toList();
        Sampling sampling = request.sampling();
        return request.toBuilder()
                .tools(functions)
                .toolChoice(functions.isEmpty() ? null : maybe(ToolChoice.Required::new))
                .sampling(new Sampling(
                        sampling.temperature(),
                        sampling.topP(),
                        sampling.topK(),
                        sampling.n(),
                        sampling.seed(),
                        sampling.stop(),
                        sampling.presencePenalty(),
                        sampling.frequencyPenalty(),
                        null,
                        sampling.logprobs(),
                        sampling.logprobs() == null ? null : sampling.topLogprobs()))
                .extras(request.extras().without("somethingNew"))
                .build();
    }

    ChatReply reply() {
        List<Choice> choices = new ArrayList<>();
        int count = random.nextInt(5) == 0 ? 2 : 1;
        for (int i = 0; i < count; i++) {
            choices.add(choice(i));
        }
        return new ChatReply(
                "r-" + random.nextInt(1000), "gemini-2.5-pro", null, choices, usage(), null, JsonObject.EMPTY);
    }

    private List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        if (random.nextBoolean()) {
            messages.add(new Message.Instructions(List.of(text(), text()), false, null));
        }
        int rounds = random.nextInt(1, 4);
        for (int i = 0; i < rounds; i++) {
            messages.add(new Message.User(userParts(), null));
            modelRound(messages);
        }
        return messages;
    }

    private void modelRound(List<Message> messages) {
        List<Part> said = new ArrayList<>();
        if (random.nextBoolean()) {
            said.add(new Part.Thinking(plain(), maybe(this::signature)));
        }
        said.add(text());
        List<Part.ToolCall> calls = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            String signature = calls.isEmpty() ? signature() : null;
            calls.add(new Part.ToolCall(
                    "fc-" + ids++, "f" + random.nextInt(3), object().toJson(), false, signature, null));
        }
        said.addAll(calls);
        messages.add(new Message.Assistant(said));
        for (Part.ToolCall call : calls) {
            boolean failed = random.nextInt(4) == 0;
            String text = failed || random.nextBoolean() ? "result " + plain() : object().toJson();
            messages.add(new Message.ToolResult(
                    List.of(new Part.Text(text)), call.id(), call.name(), failed ? Boolean.TRUE : null, null));
        }
    }

    private List<Part> userParts() {
        List<Part> parts = new ArrayList<>();
        parts.add(text());
        for (int i = random.nextInt(3); i > 0; i--) {
            parts.add(media());
        }
        return parts;
    }

    private Part media() {
        return switch (random.nextInt(6)) {
            case 0 -> new Part.Image(new MediaSource.Base64("image/png", "iVBO"), null, null);
            case 1 -> new Part.Image(new MediaSource.Url("gs://bucket/x", "image/webp"), null, null);
            case 2 -> new Part.Audio(new MediaSource.Base64("audio/wav", "UklG"), "wav", null);
            case 3 ->
                new Part.Video(
                        new MediaSource.Url("https://youtu.be/1", "video/mp4"),
                        maybe(() -> JsonObject.builder().put("fps", 2).build()),
                        null);
            case 4 -> new Part.Document(new MediaSource.Base64("application/pdf", "JVBE"), null, null, null, null);
            default ->
                new Part.Opaque(
                        "gemini", JsonObject.of("executableCode", JsonObject.of("code", new JsonString(plain()))));
        };
    }

    private Part.Text text() {
        return new Part.Text(plain());
    }

    private String plain() {
        return oneOf(TEXTS) + random.nextInt(10);
    }

    private String signature() {
        byte[] secret = new byte[9];
        random.nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    private JsonObject object() {
        JsonObject.Builder object = JsonObject.builder();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            object.put("k" + i, value(2));
        }
        return object.build();
    }

    private JsonValue value(int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 5)) {
            case 0 -> new JsonString(plain());
            case 1 -> JsonNumber.of(random.nextInt(1000));
            case 2 -> JsonNull.NULL;
            case 3 -> JsonArray.of(value(depth - 1), value(depth - 1));
            default -> JsonObject.of("n", value(depth - 1));
        };
    }

    private List<Tool> tools() {
        List<Tool> tools = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            tools.add(new Tool.Function(
                    "f" + i, maybe(this::plain), maybe(() -> schema(2)), null, null, JsonObject.EMPTY));
        }
        if (random.nextInt(4) == 0) {
            tools.add(new Tool.WebSearch(null, null));
        }
        if (random.nextInt(4) == 0) {
            tools.add(new Tool.Opaque("gemini", JsonObject.of("codeExecution", JsonObject.EMPTY)));
        }
        return tools;
    }

    /** An object whose words both kinds of schemas have. */
    private JsonObject schema(int depth) {
        JsonObject.Builder properties = JsonObject.builder();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            properties.put("p" + i, property(depth));
        }
        return JsonObject.builder()
                .put("type", "object")
                .put("properties", properties.build())
                .putIfPresent("required", maybe(() -> JsonArray.ofStrings(List.of("p1"))))
                .build();
    }

    private JsonObject property(int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 6)) {
            case 0 ->
                JsonObject.builder()
                        .put("type", "string")
                        .put("description", plain())
                        .build();
            case 1 -> JsonObject.of("type", JsonArray.of(new JsonString("integer"), new JsonString("null")));
            case 2 ->
                JsonObject.builder()
                        .put("type", "string")
                        .put("enum", JsonArray.ofStrings(List.of("a", "b")))
                        .build();
            case 3 ->
                JsonObject.builder()
                        .put("type", "array")
                        .put("items", property(depth - 1))
                        .put("minItems", 1)
                        .build();
            case 4 -> JsonObject.of("anyOf", JsonArray.of(property(0), schema(depth - 1)));
            default -> schema(depth - 1);
        };
    }

    private ToolChoice choice() {
        return switch (random.nextInt(4)) {
            case 0 -> new ToolChoice.Required();
            case 1 -> new ToolChoice.Named("f1", false);
            case 2 -> new ToolChoice.Allowed(List.of("f1", "f2"), true);
            default -> new ToolChoice.Allowed(List.of("f1"), false);
        };
    }

    private ResponseFormat format() {
        return switch (random.nextInt(3)) {
            case 0 -> new ResponseFormat.Text();
            case 1 -> new ResponseFormat.JsonMode();
            default -> new ResponseFormat.Schema("response", null, schema(2), null);
        };
    }

    private Reasoning level() {
        return Reasoning.effort(oneOf("minimal", "low", "medium", "high"));
    }

    private Reasoning budget() {
        return switch (random.nextInt(3)) {
            case 0 -> new Reasoning(Reasoning.Mode.DISABLED, null, null, null);
            case 1 -> new Reasoning(Reasoning.Mode.ADAPTIVE, null, null, maybe(() -> "omitted"));
            default -> new Reasoning(Reasoning.Mode.ENABLED, null, (long) random.nextInt(1, 9999), null);
        };
    }

    private Sampling sampling(boolean third) {
        return new Sampling(
                third ? Double.valueOf(0.5) : maybe(() -> random.nextInt(20) / 10.0),
                maybe(() -> 0.9),
                maybe(() -> 40L),
                maybe(() -> 2L),
                maybe(() -> (long) random.nextInt()),
                random.nextBoolean() ? List.of() : List.of("END", plain()),
                third ? null : maybe(() -> 0.25),
                third ? null : maybe(() -> -0.5),
                null,
                maybe(() -> true),
                maybe(() -> 3L));
    }

    private JsonObject extras() {
        JsonObject.Builder extras = JsonObject.builder();
        extras.putIfPresent(
                "safetySettings",
                maybe(() -> JsonArray.of(JsonObject.of("category", new JsonString("HARM_CATEGORY_HARASSMENT")))));
        extras.putIfPresent("cachedContent", maybe(() -> new JsonString("cachedContents/1")));
        extras.putIfPresent("imageConfig", maybe(() -> JsonObject.of("aspectRatio", new JsonString("1:1"))));
        extras.putIfPresent("somethingNew", maybe(this::object));
        return extras.build();
    }

    private Choice choice(int index) {
        List<Part> parts = answerParts();
        boolean asks = parts.stream().anyMatch(Part.ToolCall.class::isInstance);
        FinishReason finish = asks
                ? FinishReason.TOOL_CALLS
                : oneOf(FinishReason.STOP, FinishReason.LENGTH, FinishReason.CONTENT_FILTER);
        String unusual = finish == FinishReason.CONTENT_FILTER ? maybe(() -> "RECITATION") : null;
        return new Choice(index, parts, finish, unusual, null, maybe(this::logprobs), List.of(), beside());
    }

    private List<Part> answerParts() {
        PartList parts = new PartList();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            parts.add(
                    switch (random.nextInt(6)) {
                        case 0 -> new Part.Thinking(plain(), maybe(() -> "ts"));
                        case 1 -> new Part.Text(plain(), null, List.of(), maybe(() -> "xs"));
                        case 2 -> call();
                        case 3 -> new Part.Image(new MediaSource.Base64("image/png", "iVBO"), null, null);
                        case 4 -> new Part.SpokenAudio(null, "AAA=", null, "pcm16", null);
                        default -> new Part.Text(plain());
                    });
        }
        return parts.parts();
    }

    private Part call() {
        String signature = maybe(() -> "cs" + random.nextInt(9));
        String id = new CallId("fc-" + ids++, signature).told();
        return new Part.ToolCall(id, "f", object().toJson(), false, signature, null);
    }

    private JsonValue logprobs() {
        JsonObject token = JsonObject.builder()
                .put("token", plain())
                .put("logprob", JsonNumber.of(-0.25))
                .put("bytes", JsonNull.NULL)
                .putIfPresent("token_id", maybe(() -> 7L))
                .build();
        return JsonObject.of("content", JsonArray.of(token.with("top_logprobs", JsonArray.of(token))));
    }

    private JsonObject beside() {
        JsonObject.Builder extras = JsonObject.builder();
        extras.putIfPresent("vertex_ai_safety_results", maybe(() -> JsonArray.of(JsonArray.of(object()))));
        extras.putIfPresent("avgLogprobs", maybe(() -> JsonNumber.of(-0.5)));
        return extras.build();
    }

    private Usage usage() {
        long prompt = random.nextInt(100, 1000);
        Long thoughts = maybe(() -> (long) random.nextInt(1, 100));
        long answer = random.nextInt(1, 100) + (thoughts == null ? 0 : thoughts);
        Long cached = maybe(() -> (long) random.nextInt(1, 100));
        JsonObject.Builder extras = JsonObject.builder();
        extras.putIfPresent(
                "prompt_tokens_details",
                maybe(() -> JsonObject.builder().put("text_tokens", 50).build()));
        if (thoughts != null) {
            extras.put(
                    "completion_tokens_details",
                    JsonObject.builder().put("text_tokens", answer - thoughts).build());
        }
        extras.putIfPresent("toolUsePromptTokenCount", maybe(() -> JsonNumber.of(5)));
        return new Usage(prompt, answer, prompt + answer, cached, null, null, thoughts, null, null, extras.build());
    }

    private <T> @Nullable T maybe(Supplier<? extends T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    @SafeVarargs
    private <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }
}
