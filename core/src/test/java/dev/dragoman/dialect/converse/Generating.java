package dev.dragoman.dialect.converse;

import dev.dragoman.dialect.Talk;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.CacheControl;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import dev.dragoman.model.ResponseFormat;
import dev.dragoman.model.Sampling;
import dev.dragoman.model.Tool;
import dev.dragoman.model.ToolChoice;
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes requests and answers that have words in Converse, the same ones for the same seed. */
final class Generating {

    private static final String[] TEXTS = {
        "hello", "Ærlig talt", "😀 and more", "a \"quoted\" \\ line\nbreak", "日本語", "\u0000\u001f\t|", "{\"a\":1}x"
    };

    private final Random random;
    private int ids;

    Generating(long seed) {
        this.random = new Random(seed);
    }

    ChatRequest request() {
        List<Tool> tools = tools();
        return ChatRequest.builder(Conversing.CLAUDE)
                .messages(messages())
                .tools(tools)
                .toolChoice(maybe(this::choice))
                .responseFormat(maybe(() -> new ResponseFormat.Schema("s", maybe(this::text), schema(), true)))
                .maxTokens(maybe(() -> (long) random.nextInt(1, 9000)))
                .sampling(sampling())
                .serviceTier(maybe(() -> "flex"))
                .metadata(maybe(() -> JsonObject.builder().put("team", "red").build()))
                .extras(extras())
                .stream(random.nextBoolean())
                .includeUsage(true)
                .build();
    }

    ChatReply reply() {
        List<Part> parts = new ArrayList<>();
        if (random.nextBoolean()) {
            parts.add(new Part.Thinking(text(), "sig" + random.nextInt(9)));
        }
        if (random.nextInt(4) == 0) {
            parts.add(new Part.RedactedThinking("c2VjcmV0"));
        }
        boolean said = random.nextInt(4) > 0;
        if (said) {
            parts.add(new Part.Text(text()));
        }
        boolean calls = !said || random.nextBoolean();
        for (int i = calls ? random.nextInt(1, 3) : 0; i > 0; i--) {
            parts.add(call());
        }
        boolean asks = parts.getLast() instanceof Part.ToolCall;
        JsonObject beside = random.nextBoolean()
                ? JsonObject.EMPTY
                : Talk.object("{'metrics':{'latencyMs':12},'trace':{'guardrail':{'x':1}}}");
        Choice choice = new Choice(
                0, parts, asks ? FinishReason.TOOL_CALLS : FinishReason.STOP, null, null, null, List.of(), beside);
        return new ChatReply(null, "", null, List.of(choice), usage(), null, JsonObject.EMPTY);
    }

    private List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        if (random.nextBoolean()) {
            messages.add(new Message.Instructions(
                    List.of(new Part.Text(text()), new Part.Text(text(), mark(), List.of(), null)), false, null));
        }
        List<Part> asked = new ArrayList<>();
        asked.add(new Part.Text(text(), maybe(this::mark), List.of(), null));
        for (int i = random.nextInt(3); i > 0; i--) {
            asked.add(media());
        }
        messages.add(new Message.User(asked, null));
        for (int i = random.nextInt(3); i > 0; i--) {
            round(messages);
        }
        return messages;
    }

    private void round(List<Message> messages) {
        List<Part> said = new ArrayList<>();
        if (random.nextBoolean()) {
            said.add(new Part.Thinking(text(), "sig"));
        }
        said.add(new Part.Text(text()));
        List<Part.ToolCall> calls = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            calls.add(call());
        }
        said.addAll(calls);
        messages.add(new Message.Assistant(said));
        for (Part.ToolCall call : calls) {
            Boolean failed = random.nextBoolean() ? null : Boolean.valueOf(random.nextBoolean());
            messages.add(
                    new Message.ToolResult(List.of(new Part.Text(text())), call.id(), null, failed, maybe(this::mark)));
        }
        messages.add(new Message.User(List.of(new Part.Text(text())), null));
    }

    private Part media() {
        return switch (random.nextInt(4)) {
            case 0 -> new Part.Image(new MediaSource.Base64("image/png", "iVBO"), null, maybe(this::mark));
            case 1 -> new Part.Image(new MediaSource.Url("s3://bucket/a.webp", "image/webp"), null, null);
            case 2 ->
                new Part.Document(
                        new MediaSource.Base64("application/pdf", "JVBE"), "report " + ids++, null, true, null);
            default -> new Part.Video(new MediaSource.Base64("video/mp4", "AAAA"), null, null);
        };
    }

    private Part.ToolCall call() {
        String arguments = random.nextBoolean() ? "{}" : "{\"city\":\"Oslo\",\"n\":" + random.nextInt(9) + "}";
        return new Part.ToolCall("tooluse_" + ids++, "f" + random.nextInt(3), arguments);
    }

    private List<Tool> tools() {
        List<Tool> tools = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            tools.add(new Tool.Function(
                    "f" + i, maybe(() -> "does"), schema(), maybe(() -> true), maybe(this::mark), JsonObject.EMPTY));
        }
        return tools;
    }

    private ToolChoice choice() {
        return switch (random.nextInt(3)) {
            case 0 -> new ToolChoice.Auto();
            case 1 -> new ToolChoice.Required();
            default -> new ToolChoice.Named("f1", false);
        };
    }

    private Sampling sampling() {
        return new Sampling(
                maybe(() -> 0.5),
                maybe(() -> 0.9),
                maybe(() -> 5L),
                null,
                null,
                random.nextBoolean() ? List.of() : List.of("END", "\n"),
                null,
                null,
                null,
                null,
                null);
    }

    private JsonObject extras() {
        JsonObject.Builder extras = JsonObject.builder();
        if (random.nextBoolean()) {
            extras.put("performanceConfig", Talk.object("{'latency':'optimized'}"));
        }
        if (random.nextBoolean()) {
            extras.put("additionalModelRequestFields", Talk.object("{'min_p':0.1}"));
        }
        return extras.build();
    }

    private Usage usage() {
        boolean cached = random.nextBoolean();
        return new Usage(
                10L + (cached ? 7 : 0),
                5L,
                22L,
                cached ? 4L : null,
                cached ? 3L : null,
                cached ? 2L : null,
                null,
                null,
                null,
                JsonObject.EMPTY);
    }

    private static JsonObject schema() {
        return Talk.object(
                "{'type':'object','properties':{'city':{'type':'string'}},'required':['city'],'additionalProperties':false}");
    }

    private CacheControl mark() {
        return new CacheControl(maybe(() -> "1h"));
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }
}
