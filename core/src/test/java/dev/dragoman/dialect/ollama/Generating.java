package dev.dragoman.dialect.ollama;

import dev.dragoman.dialect.Talk;
import dev.dragoman.json.JsonObject;
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
import dev.dragoman.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes requests and answers that have words in Ollama's format, the same ones for the same seed. */
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
        return ChatRequest.builder(Chatting.MODEL)
                .messages(messages())
                .tools(tools())
                .responseFormat(maybe(this::format))
                .reasoning(maybe(this::reasoning))
                .maxTokens(maybe(() -> (long) random.nextInt(1, 9000)))
                .sampling(sampling())
                .extras(extras())
                .stream(random.nextBoolean())
                .includeUsage(true)
                .build();
    }

    ChatReply reply() {
        List<Part> parts = new ArrayList<>();
        if (random.nextBoolean()) {
            parts.add(new Part.Thinking(text(), null));
        }
        boolean said = random.nextInt(4) > 0;
        if (said) {
            parts.add(new Part.Text(text()));
        }
        boolean calls = !said || random.nextBoolean();
        for (int i = calls ? random.nextInt(1, 3) : 0; i > 0; i--) {
            parts.add(call());
        }
        JsonObject beside =
                random.nextBoolean() ? JsonObject.EMPTY : Talk.object("{'total_duration':12,'eval_duration':7}");
        JsonValue logprobs = said && random.nextBoolean() ? logprobs() : null;
        FinishReason finish = random.nextBoolean() ? FinishReason.STOP : FinishReason.LENGTH;
        Choice choice =
                new Choice(0, parts, calls ? FinishReason.TOOL_CALLS : finish, null, null, logprobs, List.of(), beside);
        return new ChatReply(
                null, Talk.FRAME.model(), 1_700_000_000L + ids, List.of(choice), usage(), null, JsonObject.EMPTY);
    }

    private List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        if (random.nextBoolean()) {
            messages.add(new Message.Instructions(List.of(new Part.Text(text())), false, null));
        }
        List<Part> asked = new ArrayList<>();
        asked.add(new Part.Text(text()));
        for (int i = random.nextInt(3); i > 0; i--) {
            asked.add(image());
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
            said.add(new Part.Thinking(text(), null));
        }
        said.add(new Part.Text(text()));
        List<Part.ToolCall> calls = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            calls.add(call());
        }
        said.addAll(calls);
        messages.add(new Message.Assistant(said));
        for (Part.ToolCall call : calls.reversed()) {
            messages.add(new Message.ToolResult(List.of(new Part.Text(text())), call.id(), call.name(), null, null));
        }
        messages.add(new Message.User(List.of(new Part.Text(text())), null));
    }

    private Part image() {
        return random.nextBoolean()
                ? new Part.Image(new MediaSource.Base64("image/png", "iVBORw0KGgo="), null, null)
                : new Part.Image(new MediaSource.Base64("image/jpeg", "/9j/4AAQSkZJRg=="), null, null);
    }

    private static JsonObject logprobs() {
        return Talk.object("{'content':[{'token':'hi','logprob':-0.75,'bytes':[104,105],"
                + "'top_logprobs':[{'token':'ho','logprob':-1.5,'bytes':[104,111]}]}]}");
    }

    private Part.ToolCall call() {
        String arguments = random.nextBoolean() ? "{}" : "{\"city\":\"Oslo\",\"n\":" + random.nextInt(9) + "}";
        return new Part.ToolCall("call_" + ids++, "f" + random.nextInt(3), arguments);
    }

    private List<Tool> tools() {
        List<Tool> tools = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            tools.add(new Tool.Function("f" + i, maybe(() -> "does"), schema(), null, null, JsonObject.EMPTY));
        }
        return tools;
    }

    private ResponseFormat format() {
        return random.nextBoolean()
                ? new ResponseFormat.JsonMode()
                : new ResponseFormat.Schema("response", null, schema(), null);
    }

    private Reasoning reasoning() {
        return switch (random.nextInt(3)) {
            case 0 -> new Reasoning(Reasoning.Mode.DISABLED, null, null, null);
            case 1 -> new Reasoning(Reasoning.Mode.ENABLED, null, null, null);
            default -> Reasoning.effort("low");
        };
    }

    private Sampling sampling() {
        return new Sampling(
                maybe(() -> 0.5),
                maybe(() -> 0.9),
                maybe(() -> 40L),
                null,
                maybe(() -> 7L),
                random.nextBoolean() ? List.of() : List.of("END", "."),
                maybe(() -> 0.25),
                maybe(() -> -0.5),
                null,
                maybe(() -> true),
                maybe(() -> 3L));
    }

    private JsonObject extras() {
        JsonObject.Builder extras = JsonObject.builder();
        if (random.nextBoolean()) {
            Talk.object("{'keep_alive':'5m','truncate':false}").forEach(extras::put);
        }
        if (random.nextBoolean()) {
            Talk.object("{'options':{'num_ctx':8192,'min_p':0.1}}").forEach(extras::put);
        }
        return extras.build();
    }

    private Usage usage() {
        return switch (random.nextInt(3)) {
            case 0 -> Usage.NONE;
            case 1 -> new Usage(null, 5L, null, null, null, null, null, null, null, JsonObject.EMPTY);
            default -> Usage.of(26, 98);
        };
    }

    private static JsonObject schema() {
        return Talk.object("{'type':'object','properties':{'city':{'type':'string'}},'required':['city']}");
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }
}
