package dev.dragoman.gateway.cache;

import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.config.CacheSettings;
import dev.dragoman.routing.ChatSource;
import org.jspecify.annotations.Nullable;

/** Finds answers to questions that mean nearly the same. What fails here fails no call. Thread-safe. */
final class Meanings implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Meanings.class.getName());

    private final CacheSettings.Likeness likeness;
    private final VectorStore store;
    private final Embedder embedder;
    private volatile @Nullable String trouble;

    Meanings(CacheSettings.Likeness likeness, VectorStore store, Embedder embedder) {
        this.likeness = likeness;
        this.store = store;
        this.embedder = embedder;
    }

    /**
     * A question with its vector.
     *
     * @param key of the answer to this very question
     * @param scope of all questions that differ in the text alone
     */
    record Question(String key, String scope, String text, float[] vector) {}

    /**
     * The nearest question.
     *
     * @param entry its answer; null when the question is not near enough
     */
    record Nearest(@Nullable Entry entry, double similarity) {

        static final Nearest NONE = new Nearest(null, 0);
    }

    /** What a call asks; null when it is no question in words, or its vector is not to be had. */
    @Nullable
    Question question(Asked asked, CacheKeys keys, CacheListener listener) {
        Call call = asked.call();
        Prompt prompt = call.source() instanceof ChatSource chat ? Prompt.of(chat) : null;
        if (prompt == null) {
            return null;
        }
        String namespace = asked.controls().namespace();
        String scope = new Digest()
                .text(keys.of(call, prompt.rest(), asked.rights(), namespace))
                .hex();
        try {
            float[] vector = embedder.vector(call, likeness.model(), prompt.text());
            trouble = null;
            return new Question(keys.of(call, asked.rights(), namespace), scope, prompt.text(), vector);
        } catch (LlmException failed) {
            listener.failed("embed");
            tell("embedding model " + likeness.model() + ": " + failed.detail().message());
            return null;
        }
    }

    private void tell(String what) {
        if (trouble == null) {
            LOG.log(System.Logger.Level.ERROR, "semantic cache: {0}; going on without", what);
        }
        trouble = what;
    }

    /** The nearest question that was answered before. */
    Nearest nearest(Question question) {
        VectorStore.Found found = store.nearest(question.scope(), question.vector());
        if (found == null) {
            return Nearest.NONE;
        }
        double rounded = Math.round(found.similarity() * 1e6) / 1e6;
        return new Nearest(rounded >= likeness.threshold() ? found.entry() : null, rounded);
    }

    void put(Question question, Entry entry) {
        store.put(question.scope(), question.text(), question.vector(), entry);
    }

    void clear() {
        store.clear();
    }

    @Nullable
    String trouble() {
        String own = store.trouble();
        return own == null ? trouble : own;
    }

    @Override
    public void close() {
        store.close();
    }
}
