package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Visit;
import dev.dragoman.gateway.config.TokenSettings;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows who presents tokens. What was read is kept by what the tokens say, so that all tokens of a bearer share it; a change, of
 * whichever instance, makes it be read again at the next call. Thread-safe.
 */
public final class TokenDirectory {

    private static final Remembered.Bounds BOUNDS = new Remembered.Bounds(200_000, 1, Duration.ofSeconds(1));
    private static final Caller ANYBODY = new Caller(NewKey.hash("anybody"), "anybody", false);

    private final Supplier<TokenSettings> settings;
    private final GrantDirectory keyHolders;
    private final Remembered<TokenHolder> holders;
    private final TokenKeys keys;

    /**
     * A directory.
     *
     * @param office writes down what the operator wants written down
     * @param keyHolders knows the holders of keys
     * @param believed how long what was read is believed before it is looked at again
     */
    public TokenDirectory(
            Database database,
            Office office,
            GrantDirectory keyHolders,
            Supplier<TokenSettings> settings,
            Supplier<Duration> believed,
            InstantSource clock) {
        TokenFiles files = new TokenFiles(database, office);
        this.settings = settings;
        this.keyHolders = keyHolders;
        this.holders =
                new Remembered<>(text -> files.find(TokenFacts.parse(text), settings.get()), believed, BOUNDS, clock);
        this.keys = new TokenKeys(database, () -> mappingBelieved(settings.get()), clock);
    }

    private static Duration mappingBelieved(TokenSettings settings) {
        TokenSettings.KeyClaim claim = settings.keyClaim();
        return claim == null ? Duration.ofMinutes(5) : claim.believed();
    }

    /**
     * Who presents tokens with these claims.
     *
     * @throws dev.dragoman.error.LlmException when nobody may call with them
     */
    public TokenBearer bearer(JsonObject claims) {
        TokenSettings now = settings.get();
        TokenSettings.KeyClaim claim = now.keyClaim();
        String value = claim == null ? null : TokenReader.text(claim.claim(), claims);
        return claim == null || value == null
                ? own(claims, now)
                : new Mapped(claim, TokenKeys.id(claim.claim().toString(), value), claims, now);
    }

    private TokenBearer own(JsonObject claims, TokenSettings now) {
        TokenFacts facts = new TokenReader(now).read(claims);
        if (facts.isAdmin()) {
            Caller admin = TokenAdmins.caller(facts, now);
            return visit -> admin;
        }
        // What the settings say is in what is kept.
        String text = facts.told().toBuilder()
                .put("settings", Integer.toHexString(now.hashCode()))
                .build()
                .toString();
        return visit -> Objects.requireNonNull(holders.find(text))
                .caller(visit.headers().first("x-litellm-team-id"));
    }

    /** A bearer who may stand for a key; who they are else is read when they are first seen not to. */
    private final class Mapped implements TokenBearer {

        private final TokenSettings.KeyClaim claim;
        private final String mapping;
        private final JsonObject claims;
        private final TokenSettings now;
        private volatile @Nullable TokenBearer own;

        Mapped(TokenSettings.KeyClaim claim, String mapping, JsonObject claims, TokenSettings now) {
            this.claim = claim;
            this.mapping = mapping;
            this.claims = claims;
            this.now = now;
        }

        @Override
        public Caller caller(Visit visit) {
            String key = keys.find(mapping);
            if (key != null) {
                return keyHolders.holder(key, "the key of claim " + claim.claim());
            }
            TokenBearer read = own;
            if (read == null) {
                read = own(claims, now);
                own = read;
            }
            return read.caller(visit);
        }
    }

    /** Who takes a route that nobody needs a key for; null on all others. */
    public @Nullable Caller anybody(Visit visit) {
        boolean open =
                RoutePolicy.isAmong(settings.get().publicRoutes(), visit.path(), visit.pattern(), visit.forKeys());
        return open ? ANYBODY : null;
    }

    /** Something of this kind and id was changed, by whichever instance. */
    public void changed(Table table, String id) {
        switch (table) {
            case TOKEN_KEY -> keys.changed(id);
            case TEAM, USER, ORGANIZATION, TEAM_MEMBER, BUDGET -> holders.changed(holder -> holder.concerns(table, id));
            default -> {
                // Nothing of it is kept here.
            }
        }
    }
}
