package dev.dragoman.provider.speech;

import dev.dragoman.dialect.Field;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.FormFile;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.ServiceRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text of a recording that is asked for in OpenAI's form, of a vendor that has another and answers whole.
 *
 * @param file the recording
 * @param format how the text is answered
 * @param english whether it shall be in English, whatever was spoken
 * @param language the language that is spoken; null when not said
 * @param prompt what came before, or how to write; null when not said
 * @param temperature null when not said
 * @param moments whether segments or words are told with their times; empty for the usual
 * @param others all further members, which are the vendor's own
 * @see <a href="https://platform.openai.com/docs/api-reference/audio/createTranscription">OpenAI: Create transcription</a>
 */
public record TranscriptRequest(
        FormFile file,
        TextFormat format,
        boolean english,
        @Nullable String language,
        @Nullable String prompt,
        @Nullable JsonNumber temperature,
        Set<String> moments,
        JsonObject others) {

    private static final String GRANULARITIES = "timestamp_granularities";
    private static final Set<String> READ = Set.of(
            "model",
            "file",
            "language",
            "prompt",
            "response_format",
            "temperature",
            GRANULARITIES,
            "stream",
            "timeout");

    public TranscriptRequest {
        moments = Set.copyOf(moments);
    }

    /**
     * What a form asks for.
     *
     * @param understood which of {@code language}, {@code prompt} and {@code temperature} the vendor has words for; another that is
     *     to be sent all the same counts as the vendor's own
     * @throws BadRequestException naming the field, its value and what was expected
     */
    public static TranscriptRequest read(ServiceRequest request, Set<String> understood) {
        JsonBody body = request.body();
        Set<String> anyway = new LinkedHashSet<>(request.allowed());
        anyway.retainAll(Set.of("language", "prompt", "temperature"));
        anyway.removeAll(understood);
        if (request.stream()) {
            throw invalid("stream: true (expected: false; this vendor answers with the whole text)", "stream");
        }
        return new TranscriptRequest(
                file(request.files()),
                format(body),
                request.operation() == Operation.TRANSLATIONS,
                anyway.contains("language") ? null : text(body, "language"),
                anyway.contains("prompt") ? null : text(body, "prompt"),
                anyway.contains("temperature") ? null : temperature(body),
                moments(body),
                others(body, anyway));
    }

    /**
     * Refuses what tells times, for a vendor that knows none.
     *
     * @throws BadRequestException when such a format is asked for
     */
    public void requireUntimed() {
        if (format.isTimed()) {
            throw invalid(
                    "response_format: \"" + format.name().toLowerCase(java.util.Locale.ROOT)
                            + "\" (expected: json or text; the model does not tell when something was said)",
                    "response_format");
        }
    }

    /** What was asked and is not among what the vendor has words for; its own members are taken to be known to it. */
    public List<String> untold(Set<String> understood) {
        List<String> untold = new ArrayList<>(0);
        add(untold, "language", language, understood);
        add(untold, "prompt", prompt, understood);
        add(untold, "temperature", temperature, understood);
        return untold;
    }

    /** The same of a vendor all of whose own members are known here. */
    public List<String> unsupportedBut(Set<String> known) {
        List<String> unsupported = untold(known);
        others.names().stream().filter(name -> !known.contains(name)).forEach(unsupported::add);
        return unsupported;
    }

    /** The media type of the recording, told by its name where the client tells none. */
    public String mediaType() {
        return RecordingTypes.of(file);
    }

    boolean wantsWords() {
        return moments.contains("word");
    }

    boolean wantsSegments() {
        return moments.isEmpty() || moments.contains("segment");
    }

    private static void add(List<String> untold, String name, @Nullable Object value, Set<String> understood) {
        if (value != null && !understood.contains(name)) {
            untold.add(name);
        }
    }

    private static FormFile file(List<FormFile> files) {
        FormFile file = files.stream()
                .filter(one -> one.field().equals("file"))
                .findFirst()
                .orElseThrow(() -> invalid("file: missing (expected: the recording, as a file of the form)", "file"));
        if (file.bytes().length() == 0) {
            throw invalid("file: empty (expected: a recording)", "file");
        }
        return file;
    }

    private static TextFormat format(JsonBody body) {
        Field field = member(body, "response_format");
        if (field == null) {
            return TextFormat.JSON;
        }
        TextFormat format = TextFormat.of(field.text());
        if (format == null) {
            throw field.wrong("one of json, text, srt, verbose_json, vtt");
        }
        return format;
    }

    private static @Nullable String text(JsonBody body, String name) {
        Field field = member(body, name);
        String text = field == null ? null : field.text().strip();
        return text == null || text.isEmpty() ? null : text;
    }

    private static @Nullable JsonNumber temperature(JsonBody body) {
        Field field = member(body, "temperature");
        if (field == null) {
            return null;
        }
        double value = field.number();
        if (value < 0 || value > 1) {
            throw field.wrong("a number from 0 to 1");
        }
        return (JsonNumber) field.value();
    }

    private static Set<String> moments(JsonBody body) {
        Field field = member(body, GRANULARITIES);
        if (field == null) {
            return Set.of();
        }
        Set<String> moments = new LinkedHashSet<>();
        JsonValue value = field.value();
        List<JsonValue> items = value instanceof JsonArray list ? list.items() : List.of(value);
        for (JsonValue item : items) {
            if (!(item instanceof JsonString word) || !Set.of("word", "segment").contains(word.value())) {
                throw Field.of(Field.Author.CLIENT, GRANULARITIES, item).wrong("word or segment");
            }
            moments.add(word.value());
        }
        return moments;
    }

    private static @Nullable Field member(JsonBody body, String name) {
        JsonValue value = body.isNull(name) ? null : body.value(name);
        return value == null ? null : Field.of(Field.Author.CLIENT, name, value);
    }

    private static JsonObject others(JsonBody body, Set<String> anyway) {
        JsonObject.Builder others = JsonObject.builder();
        for (String name : body.names()) {
            if ((!READ.contains(name) || anyway.contains(name)) && !body.isNull(name)) {
                others.putIfPresent(name, body.value(name));
            }
        }
        return others.build();
    }

    private static BadRequestException invalid(String message, String param) {
        return new BadRequestException(
                ErrorDetail.of(message).withType("invalid_request_error").withParam(param));
    }
}
