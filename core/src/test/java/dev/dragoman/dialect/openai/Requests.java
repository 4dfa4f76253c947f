package dev.dragoman.dialect.openai;

import dev.dragoman.chance.Dice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.CacheControl;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import dev.dragoman.model.Reasoning;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Sampling;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes requests that say everything in the form in which it is read, so that they read back the same. */
final class Requests {

    private final Dice dice;
    private final List<Message> messages = new ArrayList<>();
    private int ids;

    private Requests(Dice dice) {
        this.dice = dice;
    }

    static ChatRequest make(Dice dice) {
        return new Requests(dice).make();
    }

    private ChatRequest make() {
        conversation();
        List<Tool> tools = tools();
        boolean stream = dice.toss();
        ChatRequest.Builder request = ChatRequest.builder("gpt-" + dice.below(9))
                .messages(messages)
                .tools(tools)
                .toolChoice(dice.maybe(() -> toolChoice(tools)))
                .parallelToolCalls(dice.maybe(dice::toss))
                .responseFormat(dice.maybe(this::format))
                .reasoning(dice.maybe(() -> Reasoning.effort(dice.one("none", "low", "xhigh"))))
                .maxTokens(dice.maybe(() -> (long) dice.below(100_000)))
                .sampling(sampling())
                .stream(stream)
                .includeUsage(stream && dice.toss());
        output(request);
        return request.build();
    }

    private void output(ChatRequest.Builder request) {
        request.modalities(dice.maybe(() -> JsonArray.ofStrings(List.of("text", "audio"))))
                .audio(dice.maybe(() -> Json.parseObject("{\"voice\":\"alloy\",\"format\":\"wav\"}")))
                .prediction(dice.maybe(dice::object))
                .verbosity(dice.maybe(() -> "low"))
                .serviceTier(dice.maybe(() -> dice.one("auto", "flex")))
                .user(dice.maybe(() -> "u-" + dice.below(100)))
                .metadata(dice.maybe(dice::object))
                .cache(cache())
                .extras(dice.toss() ? JsonObject.of("store", Json.parse("true")) : JsonObject.EMPTY);
    }

    private void conversation() {
        if (dice.toss()) {
            messages.add(new Message.Instructions(texts(), dice.toss(), dice.maybe(() -> "boss")));
        }
        for (int turns = 1 + dice.below(3); turns > 0; turns--) {
            messages.add(new Message.User(userParts(), dice.maybe(() -> "bob")));
            assistant(turns == 1);
        }
    }

    private void assistant(boolean last) {
        List<Part> parts = new ArrayList<>();
        thoughts(parts);
        if (dice.toss()) {
            parts.addAll(texts());
        }
        if (dice.toss()) {
            parts.add(new Part.Refusal(dice.text()));
        }
        if (dice.below(4) == 0) {
            parts.add(new Part.SpokenAudio("audio_1", null, null, null, null));
        }
        for (int images = dice.below(2); images > 0; images--) {
            parts.add(new Part.Image(new MediaSource.Base64("image/png", "iVBO"), null, null));
        }
        List<Part.ToolCall> calls = dice.some(3, this::call);
        parts.addAll(calls);
        messages.add(new Message.Assistant(parts, dice.maybe(() -> "bot"), last && dice.toss(), assistantExtras()));
        calls.forEach(call -> result(call.id()));
    }

    private JsonObject assistantExtras() {
        JsonObject.Builder extras = JsonObject.builder();
        extras.putIfPresent("provider_specific_fields", dice.maybe(dice::object));
        extras.putIfPresent("reasoning_items", dice.maybe(() -> new JsonArray(List.of(dice.object()))));
        return extras.build();
    }

    /** Thoughts that nobody signed are told as one text. */
    private void thoughts(List<Part> parts) {
        switch (dice.below(3)) {
            case 0 -> parts.add(new Part.Thinking(dice.text(), null));
            case 1 -> {
                parts.add(new Part.Thinking(dice.text(), dice.maybe(() -> "sig")));
                parts.add(new Part.RedactedThinking("sealed"));
                parts.add(new Part.Thinking(dice.text(), "sig" + dice.below(9)));
            }
            default -> {
                // None.
            }
        }
    }

    private Part.ToolCall call() {
        boolean custom = dice.below(4) == 0;
        return new Part.ToolCall(
                "call_" + ids++,
                "lookup",
                custom ? dice.text() : dice.one("{}", "{\"a\":1}", "{bad"),
                custom,
                dice.maybe(() -> "c2ln"),
                cache());
    }

    private void result(String id) {
        messages.add(new Message.ToolResult(texts(), id, null, null, cache()));
    }

    private List<Part> userParts() {
        List<Part> parts = new ArrayList<>(List.of(text()));
        parts.addAll(dice.some(3, this::shown));
        return parts;
    }

    private Part shown() {
        return dice.one(
                text(),
                new Part.Image(new MediaSource.Url("https://x.example/a.png", format("image/png")), "high", cache()),
                new Part.Image(new MediaSource.Base64("image/jpeg", "/9j/"), dice.maybe(() -> "low"), cache()),
                new Part.Audio(new MediaSource.Base64("audio/wav", "UklG"), "wav", cache()),
                new Part.Video(new MediaSource.Url("gs://b/v.mp4", format("video/mp4")), clip(), cache()),
                new Part.Video(new MediaSource.FileId("file-2", format("video/mp4")), dice.object(), cache()),
                document(new MediaSource.Base64("application/pdf", "JVBE"), "a.pdf"),
                document(new MediaSource.FileId("file-1", format("application/pdf")), null),
                document(new MediaSource.Url("https://x.example/a.pdf", null), dice.maybe(() -> "a.pdf")));
    }

    private Part document(MediaSource source, @Nullable String name) {
        return new Part.Document(source, name, null, null, cache());
    }

    private @Nullable JsonObject clip() {
        return dice.maybe(() -> Json.parseObject("{\"fps\":5}"));
    }

    private @Nullable String format(String type) {
        return dice.maybe(() -> type);
    }

    private List<Part> texts() {
        List<Part> texts = new ArrayList<>(List.of(text()));
        texts.addAll(dice.some(2, this::text));
        return texts;
    }

    private Part text() {
        return new Part.Text(dice.text(), cache(), List.of(), null);
    }

    private @Nullable CacheControl cache() {
        return dice.below(4) == 0 ? new CacheControl(dice.maybe(() -> "1h")) : null;
    }

    private List<Tool> tools() {
        List<Tool> tools = new ArrayList<>(dice.some(3, this::function));
        if (dice.toss()) {
            tools.add(new Tool.Custom("free", dice.maybe(dice::text), dice.maybe(dice::object)));
        }
        if (dice.below(4) == 0) {
            tools.add(new Tool.Opaque(OpenAiDialect.NAME, Json.parse("{\"type\":\"image_generation\"}")));
        }
        if (dice.below(4) == 0) {
            tools.add(new Tool.WebSearch(dice.maybe(() -> "low"), dice.maybe(dice::object)));
        }
        return tools;
    }

    private Tool function() {
        return new Tool.Function(
                "f" + ids++,
                dice.maybe(dice::text),
                dice.maybe(dice::object),
                dice.maybe(dice::toss),
                cache(),
                JsonObject.EMPTY);
    }

    private ToolChoice toolChoice(List<Tool> tools) {
        return dice.one(
                new ToolChoice.Auto(),
                new ToolChoice.None(),
                new ToolChoice.Required(),
                new ToolChoice.Named("f0", false),
                new ToolChoice.Named("free", true),
                new ToolChoice.Allowed(tools.isEmpty() ? List.of("f") : List.of("f0", "free"), dice.toss()));
    }

    private ResponseFormat format() {
        return dice.one(
                new ResponseFormat.Text(),
                new ResponseFormat.JsonMode(),
                new ResponseFormat.Schema("answer", dice.maybe(dice::text), dice.object(), dice.maybe(dice::toss)));
    }

    private Sampling sampling() {
        return new Sampling(
                dice.maybe(() -> dice.below(20) / 10.0),
                dice.maybe(() -> dice.below(10) / 10.0),
                dice.maybe(() -> (long) dice.below(50)),
                dice.maybe(() -> 1L + dice.below(3)),
                dice.maybe(() -> (long) dice.below(1000)),
                dice.some(3, dice::text),
                dice.maybe(() -> -1.5),
                dice.maybe(() -> 0.25),
                dice.maybe(() -> Json.parseObject("{\"50256\":-100}")),
                dice.maybe(dice::toss),
                dice.maybe(() -> (long) dice.below(20)));
    }
}
