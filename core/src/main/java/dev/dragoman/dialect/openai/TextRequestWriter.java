package dev.dragoman.dialect.openai;

import dev.dragoman.dialect.WrittenRequest;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.model.Message;
import dev.dragoman.model.Part;
import dev.dragoman.model.Sampling;
import java.util.ArrayList;
import java.util.List;

/** Writes a conversation as a text to go on with; a single thing that a user says is the text itself. */
final class TextRequestWriter {

    /** Members of a chat request that mean the same here. */
    private static final List<String> SAME = List.of(
            "model",
            "frequency_penalty",
            "logit_bias",
            "max_tokens",
            "n",
            "presence_penalty",
            "seed",
            "stop",
            "stream",
            "stream_options",
            "temperature",
            "top_p",
            "user");

    private static final List<String> GONE = List.of("messages", "logprobs", "top_logprobs", "max_completion_tokens");

    private final ChatRequest request;

    TextRequestWriter(ChatRequest request) {
        this.request = request;
    }

    WrittenRequest write() {
        JsonBody chat = new OpenAiRequestWriter(request).write().body();
        List<String> unsupported = new ArrayList<>(0);
        JsonBody text = chat.without("messages").with("prompt", new JsonString(prompt()));
        for (String name : chat.names()) {
            if (GONE.contains(name)) {
                text = text.without(name);
            } else if (!SAME.contains(name) && !request.extras().has(name)) {
                text = text.without(name);
                unsupported.add(name);
            }
        }
        if (request.maxTokens() != null) {
            text = text.with("max_tokens", JsonNumber.of(request.maxTokens()));
        }
        return new WrittenRequest(withLogprobs(text), unsupported, List.of());
    }

    private JsonBody withLogprobs(JsonBody text) {
        Sampling sampling = request.sampling();
        if (!Boolean.TRUE.equals(sampling.logprobs())) {
            return text;
        }
        return text.with("logprobs", JsonNumber.of(sampling.topLogprobs() == null ? 0 : sampling.topLogprobs()));
    }

    private String prompt() {
        List<Message> messages = request.messages();
        if (messages.size() == 1 && messages.getFirst() instanceof Message.User only) {
            return text(only.parts());
        }
        StringBuilder prompt = new StringBuilder();
        for (Message message : messages) {
            prompt.append(role(message)).append(text(message.parts())).append("\n\n");
        }
        boolean goesOn = messages.getLast() instanceof Message.Assistant last && last.prefix();
        return goesOn
                ? prompt.substring(0, prompt.length() - 2)
                : prompt.append("Assistant:").toString();
    }

    private static String role(Message message) {
        return switch (message) {
            case Message.Instructions instructions -> "";
            case Message.User user -> "User: ";
            case Message.Assistant assistant -> "Assistant: ";
            case Message.ToolResult result -> throw wrong("a tool's result");
        };
    }

    private static String text(List<Part> parts) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text said -> text.append(said.text());
                case Part.Refusal refusal -> text.append(refusal.text());
                case Part.Thinking thought -> {}
                case Part.RedactedThinking thought -> {}
                case Part.ToolCall call -> throw wrong("a tool call");
                case Part other -> throw wrong("what is no text");
            }
        }
        return text.toString();
    }

    private static BadRequestException wrong(String what) {
        return new BadRequestException(
                ErrorDetail.of("messages: " + what + " (expected: text alone; this model goes on with a text)")
                        .withType("invalid_request_error")
                        .withParam("messages"));
    }
}
