package dev.dragoman;

import java.util.List;

/**
 * The front door of the library: every chat model of every provider behind one interface, in OpenAI's terms.
 *
 * {@snippet :
 * Reply reply = Dragoman.completion("anthropic/claude-sonnet-4-5", "Hello");
 * System.out.println(reply.text());
 * }
 *
 * <p>A model is named {@code provider/model}; {@code docs/providers.md} lists the providers. Keys and addresses come from the
 * environment variables that each provider's own tools read ({@code OPENAI_API_KEY}, {@code ANTHROPIC_API_KEY}, ...), from
 * {@link #builder}, or from the {@link Chat}; what is nearer to the call wins.
 *
 * <p>Calls block, and are meant for virtual threads: one thread per call, as many at once as are needed. All methods are
 * thread-safe. Every failure of a call is a {@link dev.dragoman.error.LlmException}, whose subclasses carry the names that
 * OpenAI's clients use; a request that cannot be right, for want of a key, say, fails before anybody is asked. A failed attempt
 * is repeated where that may help, then the model's fallbacks are asked. A thread that is interrupted while it waits gets an
 * {@link dev.dragoman.error.ApiConnectionException} and stays interrupted.
 *
 * <p>Programs may implement this interface to stand in for the library in their own tests; often
 * {@link DragomanBuilder#mockResponse(String)} is enough.
 */
public interface Dragoman extends AutoCloseable {

    /** Asks a model one question, with what the environment says, through a shared instance. */
    static Reply completion(String model, String text) {
        return Shared.INSTANCE.completion(Chat.of(model, text));
    }

    /** An instance with what the environment says. */
    static Dragoman create() {
        return builder().build();
    }

    /** A builder for an instance with settings of its own. */
    static DragomanBuilder builder() {
        return new DragomanBuilder();
    }

    /**
     * Asks a model and waits for its whole reply.
     *
     * @throws dev.dragoman.error.LlmException when there is none
     */
    Reply completion(Chat chat);

    /**
     * Asks a model and waits for the first event of its reply. Whoever holds the stream must close it.
     *
     * @throws dev.dragoman.error.LlmException when none comes
     */
    ChatStream stream(Chat chat);

    /**
     * Asks with a body of OpenAI's Chat Completions and waits for the reply in the same form. The body may also have LiteLLM's
     * members for the caller's side, such as {@code timeout}, {@code num_retries} or {@code drop_params}.
     *
     * @throws dev.dragoman.error.LlmException when there is no reply
     */
    default String completionJson(String body) {
        return completion(Chat.ofJson(body)).toJson();
    }

    /** As {@link #completionJson(String)}, in UTF-8. */
    default byte[] completionJson(byte[] body) {
        return completion(Chat.ofJson(body)).toBytes();
    }

    /**
     * Asks for a stream in OpenAI's form; see {@link Chat#ofJson}. Usage comes at its end if {@code stream_options} say so.
     * Whoever holds the stream must close it.
     *
     * @throws dev.dragoman.error.LlmException when no event comes
     */
    JsonStream streamJson(Chat chat);

    /** As {@link #streamJson(Chat)}. */
    default JsonStream streamJson(String body) {
        return streamJson(Chat.ofJson(body));
    }

    /**
     * Asks for something beside chat: embeddings, say. A {@link ByteReply} must be closed by whoever holds it.
     *
     * @throws dev.dragoman.error.LlmException when there is no answer
     */
    <T> T ask(Ask<T> ask);

    /** Texts as vectors; see {@link Ask#embeddings}. */
    default Embeddings embeddings(String model, List<String> texts) {
        return ask(Ask.embeddings(model, texts));
    }

    /** Documents in the order of their relevance; see {@link Ask#rerank}. */
    default Ranking rerank(String model, String query, List<String> documents) {
        return ask(Ask.rerank(model, query, documents));
    }

    /** Speech from a text, which must be closed; see {@link Ask#speech}. */
    default ByteReply speech(String model, String voice, String text) {
        return ask(Ask.speech(model, voice, text));
    }

    /** Images from a text; see {@link Ask#images}. */
    default Images images(String model, String prompt) {
        return ask(Ask.images(model, prompt));
    }

    /** The text of a recording; see {@link Ask#transcription}. */
    default Transcription transcription(String model, byte[] recording, String fileName) {
        return ask(Ask.transcription(model, recording, fileName));
    }

    /** Whether texts are harmful; see {@link Ask#moderation}. */
    default Moderation moderation(String model, List<String> texts) {
        return ask(Ask.moderation(model, texts));
    }

    /**
     * OpenAI's chat parameters that a model takes; all others fail a call or, if it agrees, are left out.
     *
     * @return their names, sorted
     * @throws dev.dragoman.error.BadRequestException when the name tells no provider
     */
    List<String> supportedParameters(String model);

    /** Gives up all connections. Calls that run fail. */
    @Override
    void close();
}
