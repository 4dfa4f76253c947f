package dev.dragoman.dialect.responses;

import dev.dragoman.chance.Dice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
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
        return ChatRequest.builder("gpt-" + dice.below(9))
                .messages(messages)
                .tools(tools)
                .toolChoice(dice.maybe(this::toolChoice))
                .parallelToolCalls(tools.isEmpty() ? null : dice.maybe(dice::toss))
                .responseFormat(dice.maybe(this::format))
                .reasoning(dice.maybe(() ->
                        new Reasoning(null, dice.one("none", "low", "xhigh"), null, dice.maybe(() -> "summarized"))))
                .maxTokens(dice.maybe(() -> (long) dice.below(100_000)))
                .sampling(sampling())
                .stream(dice.toss())
                .includeUsage(true)
                .verbosity(dice.maybe(() -> "low"))
                .serviceTier(dice.maybe(() -> dice.one("auto", "flex")))
                .user(dice.maybe(() -> "u-" + dice.below(100)))
                .metadata(dice.maybe(dice::object))
                .extras(dice.toss() ? JsonObject.of("prompt_cache_key", Json.parse("\"k\"")) : JsonObject.EMPTY)
                .build();
    }

    private void conversation() {
        if (dice.toss()) {
            messages.add(new Message.Instructions(texts(), dice.toss(), null));
        }
        for (int turns = 1 + dice.below(3); turns > 0; turns--) {
            messages.add(new Message.User(userParts(), null));
            assistant();
        }
    }

    private void assistant() {
        List<Part> parts = new ArrayList<>();
        if (dice.toss()) {
            parts.add(new Part.Thinking(dice.one("", dice.text()), "rs_" + ids++ + ":gAAA=="));
        }
        if (dice.toss()) {
            parts.addAll(texts());
        }
        if (dice.toss()) {
            parts.add(new Part.Refusal(dice.text()));
        }
        if (dice.below(4) == 0) {
            parts.add(new Part.Opaque(
                    ResponsesDialect.NAME, Json.parse("{\"type\":\"web_search_call\",\"id\":\"ws_1\"}")));
        }
        List<Part.ToolCall> calls = dice.some(3, this::call);
        parts.addAll(calls);
        if (!parts.isEmpty()) {
            messages.add(new Message.Assistant(parts));
        }
        calls.forEach(call -> messages.add(new Message.ToolResult(results(), call.id(), null, null, null)));
    }

    private Part.ToolCall call() {
        boolean custom = dice.below(4) == 0;
        String arguments = custom ? dice.text() : dice.one("{}", "{\"a\":1}", "{bad");
        return new Part.ToolCall("call_" + ids++, "lookup", arguments, custom, null, null);
    }

    private List<Part> results() {
        List<Part> parts = new ArrayList<>(texts());
        if (dice.below(4) == 0) {
            parts.add(new Part.Image(new MediaSource.Url("https://x.example/a.png", null), null, null));
        }
        return parts;
    }

    private List<Part> userParts() {
        List<Part> parts = new ArrayList<>(texts());
        parts.addAll(dice.some(3, this::shown));
        return parts;
    }

    private Part shown() {
        return dice.one(
                new Part.Image(new MediaSource.Url("https://x.example/a.png", null), "high", null),
                new Part.Image(new MediaSource.Base64("image/jpeg", "/9j/"), dice.maybe(() -> "low"), null),
                new Part.Image(new MediaSource.FileId("file-3", null), null, null),
                new Part.Audio(new MediaSource.Base64("audio/wav", "UklG"), "wav", null),
                document(new MediaSource.Base64("application/pdf", "JVBE")),
                new Part.Document(new MediaSource.FileId("file-1", null), null, null, null, null),
                new Part.Document(new MediaSource.Url("https://x.example/a.pdf", null), null, null, null, null));
    }

    private static Part document(MediaSource source) {
        return new Part.Document(source, "a.pdf", null, null, null);
    }

    private List<Part> texts() {
        List<Part> texts = new ArrayList<>(List.of(new Part.Text(dice.text())));
        texts.addAll(dice.some(2, () -> new Part.Text(dice.text())));
        return texts;
    }

    private List<Tool> tools() {
        List<Tool> tools = new ArrayList<>(dice.some(3, this::function));
        if (dice.toss()) {
            tools.add(new Tool.Custom("free", dice.maybe(dice::text), dice.maybe(this::grammar)));
        }
        if (dice.below(4) == 0) {
            tools.add(new Tool.Opaque(ResponsesDialect.NAME, Json.parse("{\"type\":\"image_generation\"}")));
        }
        if (dice.below(4) == 0) {
            tools.add(new Tool.WebSearch(dice.maybe(() -> "low"), dice.maybe(Requests::place)));
        }
        return tools;
    }

    private JsonObject grammar() {
        return dice.toss()
                ? Json.parseObject("{\"type\":\"text\"}")
                : Json.parseObject(
                        "{\"type\":\"grammar\",\"grammar\":{\"syntax\":\"lark\",\"definition\":\"start: A\"}}");
    }

    private static JsonObject place() {
        return Json.parseObject("{\"type\":\"approximate\",\"approximate\":{\"city\":\"Chur\",\"country\":\"CH\"}}");
    }

    private Tool function() {
        return new Tool.Function(
                "f" + ids++,
                dice.maybe(dice::text),
                dice.maybe(dice::object),
                dice.toss(),
                null,
                dice.below(4) == 0 ? Json.parseObject("{\"defer_loading\":true}") : JsonObject.EMPTY);
    }

    private ToolChoice toolChoice() {
        return dice.one(
                new ToolChoice.Auto(),
                new ToolChoice.None(),
                new ToolChoice.Required(),
                new ToolChoice.Named("f0", false),
                new ToolChoice.Named("free", true),
                new ToolChoice.Allowed(List.of("f0", "free"), dice.toss()));
    }

    private ResponseFormat format() {
        return dice.one(
                new ResponseFormat.Text(),
                new ResponseFormat.JsonMode(),
                new ResponseFormat.Schema("answer", dice.maybe(dice::text), dice.object(), dice.maybe(dice::toss)));
    }

    private Sampling sampling() {
        boolean logprobs = dice.toss();
        return new Sampling(
                dice.maybe(() -> dice.below(20) / 10.0),
                dice.maybe(() -> dice.below(10) / 10.0),
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                logprobs ? Boolean.TRUE : null,
                logprobs ? dice.maybe(() -> (long) dice.below(20)) : null);
    }
}
