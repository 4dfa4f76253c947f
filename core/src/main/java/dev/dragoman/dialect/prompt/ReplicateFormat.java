package dev.dragoman.dialect.prompt;

import dev.dragoman.dialect.Field;
import dev.dragoman.error.ApiException;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ContextWindowExceededException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.SseEvent;
import dev.dragoman.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Predictions of language models at Replicate.
 *
 * @see <a href="https://replicate.com/docs/reference/http#predictions.create">Replicate: Create a prediction</a>
 * @see <a href="https://replicate.com/docs/topics/predictions/streaming">Replicate: Streaming output</a>
 */
final class ReplicateFormat implements PromptFormat {

    private static final String WRONG_TOKEN = "Incorrect authentication token";
    private static final String SYSTEM = "supports_system_prompt";

    @Override
    public String name() {
        return "replicate";
    }

    @Override
    public JsonObject request(ChatTemplate template, List<Turn> turns, Wishes wishes) {
        JsonObject.Builder input = JsonObject.builder();
        if (wishes.own(SYSTEM) == JsonBoolean.TRUE
                && !turns.isEmpty()
                && turns.getFirst().role() == Turn.Role.SYSTEM) {
            input.put("system_prompt", turns.getFirst().text());
            input.put("prompt", template.layOut(turns.subList(1, turns.size())));
        } else {
            input.put("prompt", template.layOut(turns));
        }
        String model = wishes.model().toLowerCase(Locale.ROOT);
        if (model.contains("llama") && wishes.own("prompt_template") == null) {
            // These models lay a prompt out by themselves unless they are told how.
            input.put("prompt_template", "{prompt}");
        }
        wishes.put(input, "max_tokens", limit(model));
        wishes.put(input, "temperature", "temperature");
        wishes.put(input, "top_p", "top_p");
        wishes.put(input, "top_k", "top_k");
        wishes.put(input, "seed", "seed");
        wishes.put(input, "presence_penalty", "presence_penalty");
        wishes.put(input, "frequency_penalty", "frequency_penalty");
        stop(wishes, input);
        wishes.putOwn(input, SYSTEM);
        JsonObject.Builder body = JsonObject.builder().put("input", input.build());
        return wishes.stream() ? body.put("stream", true).build() : body.build();
    }

    private static String limit(String model) {
        if (model.contains("vicuna") || model.contains("flan")) {
            return "max_length";
        }
        boolean newer = model.contains("llama-3")
                || model.contains("llama-4")
                || model.contains("codellama-13b")
                || model.contains("claude")
                || model.contains("deepseek")
                || model.contains("granite")
                || model.startsWith("openai/");
        return newer ? "max_tokens" : "max_new_tokens";
    }

    /** Sequences that end the answer are one text with commas between them. */
    private static void stop(Wishes wishes, JsonObject.Builder input) {
        if (wishes.take("stop") instanceof JsonArray sequences) {
            StringBuilder joined = new StringBuilder();
            for (JsonValue sequence : sequences) {
                joined.append(joined.isEmpty() ? "" : ",");
                joined.append(sequence instanceof JsonString text ? text.value() : "");
            }
            input.put("stop_sequences", joined.toString());
        }
    }

    @Override
    public Generated reply(JsonValue body) {
        Field prediction = Field.root(Field.Author.VENDOR, body);
        String status = prediction.requiredString("status");
        return switch (status) {
            case "succeeded" ->
                new Generated(text(prediction.member("output")), FinishReason.STOP, null, usage(prediction.object()));
            case "failed", "canceled", "aborted" -> throw failed(status, prediction.string("error"));
            default ->
                throw new ApiException(
                        ErrorDetail.of("the prediction is not done: " + status + " (expected: succeeded)"), 502, null);
        };
    }

    private static String text(@Nullable Field output) {
        if (output == null) {
            return "";
        }
        if (output.isText()) {
            return output.text();
        }
        StringBuilder text = new StringBuilder();
        output.items().forEach(piece -> text.append(piece.text()));
        return text.toString();
    }

    private static Usage usage(JsonObject prediction) {
        JsonObject metrics = prediction.object("metrics");
        Long input = metrics == null ? null : metrics.integer("input_token_count");
        Long output = metrics == null ? null : metrics.integer("output_token_count");
        JsonObject rest =
                metrics == null ? JsonObject.EMPTY : metrics.without("input_token_count", "output_token_count");
        return new Usage(input, output, null, null, null, null, null, null, null, rest);
    }

    @Override
    public Generated piece(SseEvent event) {
        String data = new String(event.data(), StandardCharsets.UTF_8);
        return switch (event.event() == null ? "message" : event.event()) {
            case "output" -> Generated.piece(data);
            case "done" -> done(data);
            case "error" -> throw failed("failed", detail(data));
            default -> Generated.piece("");
        };
    }

    private static Generated done(String data) {
        JsonObject told = object(data);
        String reason = told.string("reason");
        if (reason != null && (reason.equals("canceled") || reason.equals("error"))) {
            throw failed(reason, null);
        }
        return new Generated("", FinishReason.STOP, null, Usage.NONE);
    }

    private static @Nullable String detail(String data) {
        String detail = object(data).string("detail");
        return detail == null ? data : detail;
    }

    private static JsonObject object(String text) {
        try {
            return Json.parse(text) instanceof JsonObject object ? object : JsonObject.EMPTY;
        } catch (JsonSyntaxException noJson) {
            // Plain words.
            return JsonObject.EMPTY;
        }
    }

    private static LlmException failed(String status, @Nullable String why) {
        String reason = why == null || why.isBlank() ? "no reason given" : why;
        ErrorDetail detail =
                ErrorDetail.of("the prediction is " + status + ": " + reason).withCode(status);
        if (reason.toLowerCase(Locale.ROOT).contains("too long")) {
            return new ContextWindowExceededException(detail);
        }
        return "failed".equals(status) ? new BadRequestException(detail) : new ApiException(detail, 502, null);
    }

    @Override
    public LlmException error(VendorError error) {
        LlmException meaning = PromptErrors.read(error);
        if (meaning.detail().message().contains(WRONG_TOKEN)) {
            return new AuthenticationException(meaning.detail());
        }
        return error.status() == 500 ? new ServiceUnavailableException(meaning.detail()) : meaning;
    }
}
