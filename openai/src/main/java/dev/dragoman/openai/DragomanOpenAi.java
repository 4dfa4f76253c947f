package dev.dragoman.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientAsync;
import com.openai.client.OpenAIClientAsyncImpl;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import dev.dragoman.Dragoman;

/**
 * OpenAI's official Java client for every model of every provider, without a server: what it would send over the network is
 * answered by the library in this process.
 *
 * {@snippet :
 * OpenAIClient client = DragomanOpenAi.client();
 * ChatCompletion answer = client.chat().completions().create(ChatCompletionCreateParams.builder()
 *         .model("anthropic/claude-sonnet-4-5")
 *         .addUserMessage("Hello")
 *         .build());
 * }
 *
 * <ul>
 *   <li>Chat Completions and the older text completions work, whole and streamed, and so do embeddings, images, speech, transcriptions, translations and moderations
 *       where the provider offers them. Every other path is answered as one that does not exist, by the client's
 *       {@link com.openai.errors.NotFoundException}.
 *   <li>Keys and addresses are the library's: from the environment, or from the {@link Dragoman}. The client's own API key is not
 *       used. Further header fields and body members of a request reach the vendor; query parameters are refused.
 *   <li>The library repeats failed attempts and asks fallbacks. The client repeats nothing, also when it is told to: every failure
 *       says that another try is useless.
 *   <li>Failures are what the client throws for the status that a server would answer with, such as
 *       {@link com.openai.errors.RateLimitException}; failed connections count as status 500 and timeouts as 408. One in the middle of
 *       a stream is a {@link com.openai.errors.SseException}.
 *   <li>A timeout that is given to the client or a request bounds each attempt; else the library's own does.
 * </ul>
 */
public final class DragomanOpenAi {

    /** The client wants a key; nobody sees it. */
    private static final String NO_KEY = "in-process";

    private DragomanOpenAi() {}

    /** A client with what the environment says. Closing it closes the library behind it. */
    public static OpenAIClient client() {
        return new OpenAIClientImpl(options(new InProcessClient(Dragoman.create(), true)));
    }

    /** A client on this library, which stays open when the client is closed. */
    public static OpenAIClient client(Dragoman dragoman) {
        return new OpenAIClientImpl(options(new InProcessClient(dragoman, false)));
    }

    /** The same in the client's asynchronous form: each call waits on a virtual thread, which a cancelled future interrupts. */
    public static OpenAIClientAsync asyncClient(Dragoman dragoman) {
        return new OpenAIClientAsyncImpl(options(new InProcessClient(dragoman, false)));
    }

    private static ClientOptions options(InProcessClient engine) {
        return ClientOptions.builder()
                .httpClient(engine)
                .apiKey(NO_KEY)
                .maxRetries(0)
                .build();
    }
}
