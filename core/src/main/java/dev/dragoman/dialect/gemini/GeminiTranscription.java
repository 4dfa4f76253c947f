package dev.dragoman.dialect.gemini;

import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.Choice;
import dev.dragoman.model.FinishReason;
import dev.dragoman.model.Part;
import dev.dragoman.model.Usage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a recording: a conversation in which the model is told to write down what it hears.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/audio">Gemini API: Audio understanding</a>
 */
public final class GeminiTranscription {

    private GeminiTranscription() {}

    /**
     * What was said.
     *
     * @param usage what it took
     */
    public record Heard(String text, Usage usage) {}

    /**
     * Writes a request.
     *
     * @param language the language that is spoken; null when not known
     * @param prompt words that help to understand; null for none
     * @param english whether the text shall be in English, whatever is spoken
     */
    public static JsonBody write(
            Slice recording,
            String mediaType,
            @Nullable String language,
            @Nullable String prompt,
            boolean english,
            @Nullable JsonNumber temperature) {
        JsonObject blob = JsonObject.builder()
                .put("mimeType", mediaType)
                .put("data", base64(recording))
                .build();
        JsonObject told = JsonObject.of("text", new JsonString(instruction(language, prompt, english)));
        JsonObject content = JsonObject.builder()
                .put("role", "user")
                .put("parts", new JsonArray(List.of(told, JsonObject.of("inlineData", blob))))
                .build();
        JsonObject body = JsonObject.of("contents", new JsonArray(List.of(content)));
        return JsonBody.of(
                temperature == null ? body : body.with("generationConfig", JsonObject.of("temperature", temperature)));
    }

    /**
     * Reads an answer.
     *
     * @throws dev.dragoman.error.LlmException when it is an error, or was refused
     */
    public static Heard read(byte[] body) {
        ChatReply reply = GeminiReplyReader.read(body);
        StringBuilder text = new StringBuilder();
        for (Choice choice : reply.choices()) {
            if (choice.finish() == FinishReason.CONTENT_FILTER) {
                throw new ContentPolicyViolationException(
                        ErrorDetail.of("the vendor refused to write down what is said in this recording"));
            }
            choice.parts().forEach(part -> text.append(part instanceof Part.Text said ? said.text() : ""));
        }
        return new Heard(text.toString().strip(), reply.usage());
    }

    private static String instruction(@Nullable String language, @Nullable String prompt, boolean english) {
        StringBuilder told = new StringBuilder(
                english
                        ? "Translate what is said in this recording into English."
                        : "Write down word by word what is said in this recording, in the language that is spoken.");
        told.append(" Answer with that text alone: no heading, no comment, no times, no names of speakers.");
        told.append(" Answer with nothing if nothing is said.");
        if (language != null) {
            told.append(" The language that is spoken is: ").append(language).append('.');
        }
        if (prompt != null) {
            told.append(" Words that may help to understand it: ").append(prompt);
        }
        return told.toString();
    }

    private static String base64(Slice recording) {
        ByteBuffer bytes = ByteBuffer.wrap(recording.array(), recording.offset(), recording.length());
        return StandardCharsets.ISO_8859_1
                .decode(Base64.getEncoder().encode(bytes))
                .toString();
    }
}
