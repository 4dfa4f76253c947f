package dev.dragoman.gateway.cache;

import dev.dragoman.dialect.responses.ResponsesDialect;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.CacheNote;
import dev.dragoman.gateway.config.CacheSettings;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.Operation;
import dev.dragoman.routing.AnswerInfo;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.Deployment;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The cache of the configuration: a store, and what may be put in and taken out. A store that fails never fails a call. */
public final class AnswerCache implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(AnswerCache.class.getName());

    private final CacheSettings settings;
    private final Places.Opened place;
    private final CacheKeys keys;
    private final Offers offers;
    private final CacheListener listener;
    private final InstantSource clock;

    /**
     * A cache.
     *
     * @param forwardsHeaders whether vendors see header fields of clients
     */
    public AnswerCache(
            CacheSettings settings,
            Places.Opened place,
            Offers offers,
            BooleanSupplier forwardsHeaders,
            CacheListener listener,
            InstantSource clock) {
        this.settings = settings;
        this.place = place;
        this.keys = new CacheKeys(settings, forwardsHeaders);
        this.offers = offers;
        this.listener = listener;
        this.clock = clock;
    }

    CacheSettings settings() {
        return settings;
    }

    Places.Opened place() {
        return place;
    }

    CacheKeys keys() {
        return keys;
    }

    Offers offers() {
        return offers;
    }

    boolean isSemantic() {
        return place.meanings() != null;
    }

    @Nullable
    Meanings meanings() {
        return place.meanings();
    }

    /** Its kind, in the configuration's words. */
    public String type() {
        return settings.place().type();
    }

    /** What is wrong with it; null when nothing is. */
    public @Nullable String trouble() {
        return place.trouble();
    }

    /** The answer under the key, told again; null when there is none that counts. */
    @Nullable
    Answered find(Asked asked, String key) {
        Entry entry = looked(key);
        return entry == null ? null : replayedIfFresh(asked, key, entry, null);
    }

    /** The entries of several keys that count for the call; null where there is none. */
    List<@Nullable Entry> find(Asked asked, List<String> all) {
        List<@Nullable Entry> found = new ArrayList<>(all.size());
        try {
            for (Entry entry : place.store().find(all)) {
                found.add(entry != null && isFresh(asked, entry) ? entry : null);
            }
        } catch (RuntimeException failed) {
            failed("read", failed);
            found.clear();
            all.forEach(key -> found.add(null));
        }
        return found;
    }

    private @Nullable Entry looked(String key) {
        try {
            return place.store().find(key);
        } catch (RuntimeException failed) {
            failed("read", failed);
            return null;
        }
    }

    /** What a call asks, with its vector; null when there is none. */
    Meanings.@Nullable Question question(Asked asked, Meanings meanings) {
        return meanings.question(asked, keys, listener);
    }

    /** The nearest question that was answered before. */
    Meanings.Nearest nearest(Meanings.Question question, Meanings meanings) {
        try {
            return meanings.nearest(question);
        } catch (RuntimeException failed) {
            failed("read", failed);
            return Meanings.Nearest.NONE;
        }
    }

    /** Keeps the answer to a question, if it can. */
    void put(Meanings.Question question, Entry entry, Meanings meanings) {
        try {
            meanings.put(question, entry);
        } catch (RuntimeException failed) {
            failed("write", failed);
        }
    }

    private void failed(String operation, RuntimeException failure) {
        listener.failed(operation);
        LOG.log(System.Logger.Level.DEBUG, "cache " + type() + ": " + operation + " failed", failure);
    }

    private boolean isFresh(Asked asked, Entry entry) {
        long now = clock.millis();
        return !entry.isOver(now)
                && (asked.controls().maxAge() == null
                        || now - entry.storedMillis()
                                < asked.controls().maxAge().toMillis());
    }

    @Nullable
    Answered replayedIfFresh(Asked asked, String key, Entry entry, @Nullable Double similarity) {
        return isFresh(asked, entry) ? replayed(asked, key, entry, similarity) : null;
    }

    /** The entry told again; null when nobody offers its model any more. */
    @Nullable
    Answered replayed(Asked asked, String key, Entry entry, @Nullable Double similarity) {
        Deployment deployment = offers.find(entry.deployment(), asked.call().model());
        if (deployment == null) {
            return null;
        }
        AnswerInfo info = new AnswerInfo(deployment, Headers.EMPTY, List.of(), 0);
        CallAnswer answer = switch (entry.content()) {
            case Entry.Whole whole ->
                new CallAnswer.Whole(whole.contentType(), Body.of(whole.body()), entry.usage(), info);
            case Entry.Events events -> new CallAnswer.Events(new Replay(events.events(), entry.usage()), info);
        };
        listener.hit(asked.call(), deployment, entry.usage());
        return new Answered(answer, 0).noted(new CacheNote(key, true, similarity));
    }

    /** Tells that an answer had to be asked for. */
    void missed(Asked asked, Answered answered) {
        if (asked.controls().reads()) {
            listener.miss(asked.call(), answered.answer().info().deployment());
        }
    }

    void told(Asked asked, Deployment deployment, Usage usage) {
        listener.hit(asked.call(), deployment, usage);
    }

    /**
     * The answer, which is noted down on its way.
     *
     * @param then is given the entry once, when the answer is complete; empty when it cannot be kept
     */
    Answered recorded(Asked asked, Answered answered, Consumer<Optional<Entry>> then) {
        String deployment = answered.answer().info().deployment().id();
        return switch (answered.answer()) {
            case CallAnswer.Whole whole -> {
                then.accept(whole(asked, whole, deployment));
                yield answered;
            }
            case CallAnswer.Events events ->
                answered.with(new CallAnswer.Events(
                        new Recording(events.stream(), settings.maxItemBytes(), outcome(asked, deployment, then)),
                        events.info()));
            case CallAnswer.Bytes bytes -> {
                then.accept(Optional.empty());
                yield answered;
            }
        };
    }

    private Optional<Entry> whole(Asked asked, CallAnswer.Whole whole, String deployment) {
        long length = whole.body().length();
        if (length == 0 || length > settings.maxItemBytes() || isVoid(asked, whole)) {
            return Optional.empty();
        }
        byte[] body = whole.body().toBytes().clone();
        return Optional.of(entry(asked, deployment, whole.usage(), new Entry.Whole(whole.contentType(), body)));
    }

    /** Whether the answer says nothing, or that it failed. */
    private static boolean isVoid(Asked asked, CallAnswer.Whole whole) {
        if (!(asked.call().source() instanceof ChatSource chat) || chat.operation() != Operation.CHAT) {
            return false;
        }
        Long tokens = whole.usage().outputTokens();
        if (tokens != null && tokens == 0) {
            return true;
        }
        if (!chat.dialect().name().equals(ResponsesDialect.NAME)) {
            return false;
        }
        String status = JsonBody.parse(whole.body().toBytes()).string("status");
        return status != null && !status.equals("completed") && !status.equals("incomplete");
    }

    private Recording.Outcome outcome(Asked asked, String deployment, Consumer<Optional<Entry>> then) {
        return new Recording.Outcome() {
            @Override
            public void complete(Entry.Content content, Usage usage) {
                then.accept(Optional.of(entry(asked, deployment, usage, content)));
            }

            @Override
            public void none() {
                then.accept(Optional.empty());
            }
        };
    }

    Entry entry(Asked asked, String deployment, Usage usage, Entry.Content content) {
        long now = clock.millis();
        var ttl = asked.controls().ttl();
        return new Entry(now, ttl == null ? 0 : now + ttl.toMillis(), deployment, usage, content);
    }

    /** Keeps an entry, if it can. */
    void put(String key, Entry entry) {
        try {
            place.store().put(key, entry);
        } catch (RuntimeException failed) {
            failed("write", failed);
        }
    }

    @Override
    public void close() {
        place.close();
    }
}
