package dev.dragoman;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.FormFile;
import dev.dragoman.provider.Operation;
import dev.dragoman.routing.FormReader;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A request other than chat, in OpenAI's terms; of rerank in Cohere's.
 *
 * {@snippet :
 * Embeddings embeddings = dragoman.ask(Ask.embeddings("openai/text-embedding-3-small", List.of("a text"))
 *         .param("dimensions", 256));
 * }
 *
 * <p>Immutable: each method returns a changed copy.
 *
 * @param <T> what answers it
 */
public final class Ask<T> {

    private final Operation operation;
    private final JsonObject body;
    private final List<FormFile> files;
    private final Manner manner;
    private final Reading<T> reading;
    private final boolean anyForm;

    private Ask(
            Operation operation,
            JsonObject body,
            List<FormFile> files,
            Manner manner,
            Reading<T> reading,
            boolean anyForm) {
        this.operation = operation;
        this.body = body;
        this.files = List.copyOf(files);
        this.manner = manner;
        this.reading = reading;
        this.anyForm = anyForm;
    }

    /**
     * Texts as vectors.
     *
     * @see <a href="https://platform.openai.com/docs/api-reference/embeddings/create">OpenAI: Create embeddings</a>
     */
    public static Ask<Embeddings> embeddings(String model, List<String> texts) {
        return of(Operation.EMBEDDINGS, model("input", model, JsonArray.ofStrings(texts)), Embeddings::read);
    }

    /**
     * Documents in the order of their relevance for a query.
     *
     * @see <a href="https://docs.cohere.com/reference/rerank">Cohere: Rerank</a>
     */
    public static Ask<Ranking> rerank(String model, String query, List<String> documents) {
        JsonObject asked = model("query", model, new JsonString(query));
        return of(Operation.RERANK, asked.with("documents", JsonArray.ofStrings(documents)), Ranking::read);
    }

    /**
     * Speech from a text. The answer is a stream that must be closed.
     *
     * @param voice such as {@code alloy}
     * @see <a href="https://platform.openai.com/docs/api-reference/audio/createSpeech">OpenAI: Create speech</a>
     */
    public static Ask<ByteReply> speech(String model, String voice, String text) {
        JsonObject asked = model("input", model, new JsonString(text));
        return of(Operation.SPEECH, asked.with("voice", new JsonString(voice)), ByteReply::read);
    }

    /**
     * Images from a text.
     *
     * @see <a href="https://platform.openai.com/docs/api-reference/images/create">OpenAI: Create image</a>
     */
    public static Ask<Images> images(String model, String prompt) {
        return of(Operation.IMAGES, model("prompt", model, new JsonString(prompt)), Images::read);
    }

    /**
     * The text of a recording.
     *
     * @param recording the bytes of the file
     * @param fileName its name, whose ending tells its format
     * @see <a href="https://platform.openai.com/docs/api-reference/audio/createTranscription">OpenAI: Create transcription</a>
     */
    public static Ask<Transcription> transcription(String model, byte[] recording, String fileName) {
        FormFile file = new FormFile("file", fileName, "application/octet-stream", Slice.of(recording));
        return new Ask<>(
                Operation.TRANSCRIPTIONS,
                JsonObject.of("model", new JsonString(model)),
                List.of(file),
                Manner.PLAIN,
                Transcription::read,
                false);
    }

    /**
     * Whether texts are harmful.
     *
     * @see <a href="https://platform.openai.com/docs/api-reference/moderations/create">OpenAI: Create moderation</a>
     */
    public static Ask<Moderation> moderation(String model, List<String> texts) {
        return of(Operation.MODERATIONS, model("input", model, JsonArray.ofStrings(texts)), Moderation::read);
    }

    /**
     * A request from the whole body of an HTTP request in OpenAI's form, and its answer as a server would send it.
     *
     * @param operation what is asked for; of conversations the older text completions only, since chats are a {@link Chat}
     * @param body JSON, or a form with files
     * @param contentType what the body is
     * @throws BadRequestException when it is neither
     */
    public static Ask<ByteReply> ofBody(Operation operation, byte[] body, String contentType) {
        if (contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            FormReader.Form form = FormReader.read(body, contentType);
            return new Ask<>(operation, form.fields().toObject(), form.files(), Manner.PLAIN, ByteReply::read, true);
        }
        return new Ask<>(operation, Wholes.asked(body), List.of(), Manner.PLAIN, ByteReply::read, true);
    }

    private static <T> Ask<T> of(Operation operation, JsonObject body, Reading<T> reading) {
        return new Ask<>(operation, body, List.of(), Manner.PLAIN, reading, operation == Operation.SPEECH);
    }

    private static JsonObject model(String name, String model, JsonValue value) {
        return JsonObject.builder().put("model", model).put(name, value).build();
    }

    /** Any parameter of OpenAI's, or one that only the vendor knows. */
    public Ask<T> param(String name, JsonValue value) {
        return new Ask<>(operation, body.with(name, value), files, manner, reading, anyForm);
    }

    /** A parameter that is a text. */
    public Ask<T> param(String name, String value) {
        return param(name, new JsonString(value));
    }

    /** A parameter that is a whole number. */
    public Ask<T> param(String name, long value) {
        return param(name, JsonNumber.of(value));
    }

    /** A parameter that is true or false. */
    public Ask<T> param(String name, boolean value) {
        return param(name, JsonBoolean.of(value));
    }

    /** The provider's key, for this call; never sent to a fallback. */
    public Ask<T> apiKey(String key) {
        return with(manner.with(manner.access().withKey(key)));
    }

    /** The provider's base address, for this call; not for a fallback. */
    public Ask<T> apiBase(String base) {
        return with(manner.with(manner.access().withBase(base)));
    }

    /** A further setting by its configuration key, such as {@code aws_region_name}; not for a fallback. */
    public Ask<T> setting(String name, String value) {
        return with(manner.with(manner.access().withSetting(name, value)));
    }

    /** A further field of the HTTP request to the vendor; not for a fallback. */
    public Ask<T> header(String name, String value) {
        return with(manner.withHeader(name, value));
    }

    /** How long one attempt may take. */
    public Ask<T> timeout(Duration limit) {
        return with(manner.with(limit));
    }

    /** How often to try again, 0 to 20. */
    public Ask<T> retries(int count) {
        return with(manner.withRetries(count));
    }

    /** Models to ask in turn when this one fails; none to ask no other. */
    public Ask<T> fallbacks(String... models) {
        return with(manner.withFallbacks(List.of(models)));
    }

    /** Whether parameters that the model does not take are left out; {@link AnsweredBy#dropped} tells which were. */
    public Ask<T> dropParams(boolean agreed) {
        return with(manner.withDrop(agreed));
    }

    Operation operation() {
        return operation;
    }

    JsonObject body() {
        return body;
    }

    List<FormFile> files() {
        return files;
    }

    Manner manner() {
        return manner;
    }

    /** Whether the answer may come in pieces. */
    boolean takesPieces() {
        return anyForm;
    }

    Reading<T> reading() {
        return reading;
    }

    private Ask<T> with(Manner other) {
        return new Ask<>(operation, body, files, other, reading, anyForm);
    }

    /** What for and the model only: the rest is the caller's own matter. */
    @Override
    public String toString() {
        return "Ask for " + operation.title() + " of " + body.string("model");
    }
}
