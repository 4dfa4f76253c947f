package dev.dragoman.dialect.gemini;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.Part;
import dev.dragoman.model.Usage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a whole answer for a client. */
final class GeminiReplyWriter {

    private static final Set<String> OWN = Set.of("promptFeedback", "createTime", "modelStatus");

    private GeminiReplyWriter() {}

    static byte[] write(ChatReply reply, ReplyFrame frame) {
        JsonWriter out = new JsonWriter(1024).beginObject();
        if (!isBlocked(reply.extras())) {
            out.name("candidates").beginArray();
            reply.choices().forEach(choice -> candidate(out, choice));
            out.endArray();
        }
        usage(out, reply.usage(), reply.serviceTier());
        out.member("modelVersion", frame.model());
        out.member("responseId", reply.id() == null ? frame.id() : reply.id());
        rest(out, reply.extras());
        return out.endObject().toBytes();
    }

    /** Whether the prompt was refused, so that there is no answer. */
    static boolean isBlocked(JsonObject extras) {
        JsonObject feedback = extras.object("promptFeedback");
        return feedback != null && feedback.has("blockReason");
    }

    static void usage(JsonWriter out, Usage usage, @Nullable String serviceTier) {
        if (usage.equals(Usage.NONE)) {
            return;
        }
        out.name("usageMetadata");
        UsageMetadata.write(out, usage, serviceTier);
    }

    /** Writes those members that are this vendor's. */
    static void rest(JsonWriter out, JsonObject extras) {
        extras.forEach((name, value) -> {
            if (OWN.contains(name)) {
                out.member(name, value);
            }
        });
    }

    private static void candidate(JsonWriter out, Choice choice) {
        out.beginObject().name("content").beginObject();
        out.name("parts").beginArray();
        AnswerPartWriter parts = new AnswerPartWriter();
        for (Part part : choice.parts()) {
            if (AnswerPartWriter.isTold(part)) {
                parts.write(out, part);
            }
        }
        out.endArray().member("role", "model").endObject();
        out.member("finishReason", FinishReasons.write(choice.finish(), choice.nativeFinish()));
        out.member("index", choice.index());
        if (choice.logprobs() != null) {
            Logprobs.write(out, choice.logprobs());
        }
        CandidateExtras.write(out, choice.extras());
        if (!choice.extras().has(CandidateExtras.GROUNDING)) {
            out.memberIfPresent("groundingMetadata", Grounding.write(choice.annotations(), text(choice)));
        }
        out.endObject();
    }

    private static String text(Choice choice) {
        StringBuilder text = new StringBuilder();
        for (Part part : choice.parts()) {
            if (part instanceof Part.Text said) {
                text.append(said.text());
            }
        }
        return text.toString();
    }
}
