package dev.dragoman.gateway.cache;

import dev.dragoman.dialect.responses.ResponsesDialect;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.CacheNote;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Step;
import dev.dragoman.gateway.config.CacheSettings;
import dev.dragoman.provider.Operation;
import dev.dragoman.routing.ChatSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what was answered before, and keeps what it was told for the next time. */
public final class CacheStep implements Step {

    private final AnswerCache cache;
    private final CacheSettings settings;
    private final Rights.Book rights;
    private final EmbeddingLists lists;
    private final Flights flights = new Flights();

    /**
     * A step before a cache.
     *
     * @param rights what callers may do about it
     */
    public CacheStep(AnswerCache cache, Rights.Book rights) {
        this.cache = cache;
        this.settings = cache.settings();
        this.rights = rights;
        this.lists = new EmbeddingLists(cache);
    }

    @Override
    public Answered handle(Call call, Next next) {
        CacheSettings.CachedCall kind = Kinds.of(call.source());
        if (kind == null || !settings.calls().contains(kind) || !isRepeatable(call)) {
            return next.proceed(call);
        }
        Rights own = rights.of(call.caller());
        if (!own.cached() || !cache.offers().cached(call.model())) {
            return next.proceed(call);
        }
        Controls controls = Controls.of(call.options().cache(), call.headers().first("cache-control"), own, settings);
        if (controls.isIdle()) {
            return next.proceed(call);
        }
        Asked asked = new Asked(call, own, controls);
        Meanings meanings = cache.meanings();
        return meanings == null ? exactly(asked, next) : byMeaning(asked, meanings, next);
    }

    /** A response that goes on in the background has no answer yet. */
    private static boolean isRepeatable(Call call) {
        return !(call.source() instanceof ChatSource chat
                && chat.dialect().name().equals(ResponsesDialect.NAME)
                && Boolean.TRUE.equals(chat.body().bool("background")));
    }

    private Answered exactly(Asked asked, Next next) {
        if (asked.call().source().operation() == Operation.EMBEDDINGS) {
            return lists.handle(asked, next);
        }
        String key =
                cache.keys().of(asked.call(), asked.rights(), asked.controls().namespace());
        if (!asked.controls().reads()) {
            return recorded(asked, key, next, false);
        }
        Answered known = cache.find(asked, key);
        if (known != null) {
            return known;
        }
        return cache.offers().shared(asked.call().model())
                ? together(asked, key, next)
                : recorded(asked, key, next, false);
    }

    private Answered together(Asked asked, String key, Next next) {
        Flights.Flight flight = flights.joined(key);
        if (flight == null) {
            return led(asked, key, next);
        }
        Optional<Entry> landed = flight.await(asked.call().cancellation());
        Answered shared = landed.isEmpty() ? null : cache.replayed(asked, key, landed.get(), null);
        return shared == null ? recorded(asked, key, next, false) : shared;
    }

    private Answered led(Asked asked, String key, Next next) {
        boolean begun = false;
        try {
            // The call before this one may have landed between the look and the joining.
            Answered known = cache.find(asked, key);
            if (known != null) {
                return known;
            }
            Answered answered = recorded(asked, key, next, true);
            begun = true;
            return answered;
        } finally {
            if (!begun) {
                flights.land(key, Optional.empty());
            }
        }
    }

    private Answered recorded(Asked asked, String key, Next next, boolean leading) {
        Answered answered = next.proceed(asked.call());
        cache.missed(asked, answered);
        return noted(
                cache.recorded(asked, answered, kept -> {
                    if (asked.controls().writes()) {
                        kept.ifPresent(entry -> cache.put(key, entry));
                    }
                    if (leading) {
                        flights.land(key, kept);
                    }
                }),
                key,
                null);
    }

    private Answered byMeaning(Asked asked, Meanings meanings, Next next) {
        Meanings.Question question = cache.question(asked, meanings);
        if (question == null) {
            return next.proceed(asked.call());
        }
        Meanings.Nearest nearest = asked.controls().reads() ? cache.nearest(question, meanings) : Meanings.Nearest.NONE;
        Answered known = nearest.entry() == null
                ? null
                : cache.replayedIfFresh(asked, question.key(), nearest.entry(), nearest.similarity());
        if (known != null) {
            return known;
        }
        Answered answered = next.proceed(asked.call());
        cache.missed(asked, answered);
        return noted(
                cache.recorded(asked, answered, kept -> {
                    if (asked.controls().writes()) {
                        kept.ifPresent(entry -> cache.put(question, entry, meanings));
                    }
                }),
                question.key(),
                nearest.similarity());
    }

    private static Answered noted(Answered answered, String key, @Nullable Double similarity) {
        return answered.noted(new CacheNote(key, false, similarity));
    }
}
