package dev.dragoman.dialect.gemini;

import dev.dragoman.dialect.GroundingQueries;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import dev.dragoman.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a vendor's whole answer.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#generatecontentresponse">GenerateContentResponse</a>
 */
final class GeminiReplyReader {

    private static final Set<String> READ = Set.of("candidates", "usageMetadata", "modelVersion", "responseId");

    private GeminiReplyReader() {}

    static ChatReply read(byte[] body) {
        ProtoField reply = ProtoField.ofVendor(parse(body));
        if (reply.object().has("error")) {
            throw GeminiErrorReader.inBody(reply.object());
        }
        ProtoField usage = reply.member("usageMetadata");
        return new ChatReply(
                reply.string("responseId"),
                model(reply),
                null,
                choices(reply, seed(reply, body)),
                usage(reply, usage),
                usage == null ? null : UsageMetadata.serviceTier(usage),
                extras(reply.object()));
    }

    private static Usage usage(ProtoField reply, @Nullable ProtoField told) {
        Usage usage = told == null ? Usage.NONE : UsageMetadata.read(told);
        return usage.serving(
                new GroundingQueries().hear(reply.object().get("candidates")).served());
    }

    static JsonValue parse(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JsonSyntaxException wrong) {
            ErrorDetail detail = ErrorDetail.of("the vendor's answer is no JSON: " + wrong.getMessage());
            throw new ApiResponseException(detail, 502, wrong);
        }
    }

    /** The model as the vendor reports it; empty when it does not. */
    static String model(ProtoField reply) {
        String model = reply.string("modelVersion");
        return model == null ? "" : model;
    }

    /** What ids of calls are made of: the answer's id, else all of it. */
    static byte[] seed(ProtoField reply, byte[] body) {
        String id = reply.string("responseId");
        return id == null ? body : id.getBytes(StandardCharsets.UTF_8);
    }

    /** Why the prompt was refused; null when it was not. */
    static @Nullable String blockReason(ProtoField reply) {
        ProtoField feedback = reply.member("promptFeedback");
        return feedback == null ? null : feedback.string("blockReason");
    }

    /** The members of an answer that no record knows. */
    static JsonObject extras(JsonObject reply) {
        JsonObject.Builder extras = JsonObject.builder();
        reply.forEach((name, value) -> {
            if (!READ.contains(name)) {
                extras.put(name, value);
            }
        });
        return extras.build();
    }

    private static List<Choice> choices(ProtoField reply, byte[] seed) {
        List<ProtoField> candidates = reply.list("candidates");
        if (candidates.isEmpty()) {
            return List.of(nothing(blockReason(reply)));
        }
        List<Choice> choices = new ArrayList<>(candidates.size());
        for (int i = 0; i < candidates.size(); i++) {
            choices.add(choice(candidates.get(i), i, seed));
        }
        return choices;
    }

    private static Choice nothing(@Nullable String blockReason) {
        FinishReason finish = blockReason == null ? null : FinishReason.CONTENT_FILTER;
        String unusual = finish == null || blockReason == null ? null : FinishReasons.unusual(blockReason, finish);
        return new Choice(0, List.of(), finish, unusual, null, null, List.of(), JsonObject.EMPTY);
    }

    private static Choice choice(ProtoField candidate, int position, byte[] seed) {
        Long told = candidate.integer("index");
        int index = told == null ? position : Math.clamp(told, 0, 1000);
        AnswerText text = new AnswerText();
        List<Part> parts = parts(candidate, index, seed, text);
        String reason = candidate.string("finishReason");
        boolean asks = parts.stream().anyMatch(Part.ToolCall.class::isInstance);
        FinishReason finish = reason == null ? null : FinishReasons.read(reason, asks);
        ProtoField logprobs = candidate.member("logprobsResult");
        ProtoField grounding = candidate.member("groundingMetadata");
        return new Choice(
                index,
                parts,
                finish,
                reason == null || finish == null ? null : FinishReasons.unusual(reason, finish),
                null,
                logprobs == null ? null : Logprobs.read(logprobs),
                grounding == null ? List.of() : Grounding.read(grounding, text),
                CandidateExtras.read(candidate.object()));
    }

    private static List<Part> parts(ProtoField candidate, int choice, byte[] seed, AnswerText text) {
        PartList parts = new PartList();
        int[] calls = {0};
        for (ProtoField field : partsOf(candidate)) {
            Part part = PartReader.read(field, true, (id, signature) -> {
                String known = id == null || id.isEmpty() ? CallId.made(seed, choice, calls[0]) : id;
                calls[0]++;
                return new CallId(known, signature).told();
            });
            text.add(part instanceof Part.Text said ? said.text() : "");
            if (part != null) {
                parts.add(part);
            }
        }
        return parts.parts();
    }

    /** The parts of a candidate; its content may be missing, and so may they. */
    static List<ProtoField> partsOf(ProtoField candidate) {
        ProtoField content = candidate.member("content");
        return content == null ? List.of() : content.list("parts");
    }
}
