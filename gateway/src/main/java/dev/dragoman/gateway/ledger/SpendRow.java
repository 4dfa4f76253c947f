package dev.dragoman.gateway.ledger;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one answered attempt, or of one call that failed: what the ledger adds and never changes. All texts are of a length
 * that the database takes, whoever chose them; what is not known is empty.
 *
 * @param id the row's own, a UUID of version 7; never a client's
 * @param requestId the answer's id, else the call's
 * @param callId the gateway's id of the call, which a client may choose
 * @param callType the operation in LiteLLM's words
 * @param endpoint the operation's path
 * @param success whether the call was answered
 * @param spend nano-dollars
 * @param estimated whether the vendor did not say what was consumed, so that it was counted here
 * @param payers who is charged
 * @param answering who answered, or failed
 * @param tokens what was consumed
 * @param times when
 * @param cached what a cache of answers did
 * @param session the client's name of the session that the call is part of
 * @param ip the client's address
 * @param metadata what else is told of the call, an object in JSON
 * @param payment what the budgets want to know when the row is counted; opaque
 */
public record SpendRow(
        String id,
        String requestId,
        String callId,
        String callType,
        String endpoint,
        boolean success,
        long spend,
        boolean estimated,
        Payers payers,
        Answering answering,
        Tokens tokens,
        Times times,
        Cached cached,
        String session,
        String ip,
        String metadata,
        List<String> payment) {

    private static final int MOST_METADATA = 32 << 10;

    public SpendRow {
        id = Bounded.text(id, 64);
        requestId = Bounded.text(requestId, 256);
        callId = Bounded.text(callId, 256);
        callType = Bounded.text(callType, 64);
        endpoint = Bounded.text(endpoint, 128);
        session = Bounded.text(session, 256);
        ip = Bounded.text(ip, 64);
        metadata = bounded(metadata);
    }

    /** Too much of it is told as such: it is a client's. */
    private static String bounded(String metadata) {
        if (metadata.length() <= MOST_METADATA) {
            return metadata;
        }
        JsonObject rest = Json.parseObject(metadata).without(SpendFacts.LOGGED, SpendFacts.USAGE, SpendFacts.ERROR);
        boolean small = rest.toJson().length() <= MOST_METADATA;
        return (small ? rest : JsonObject.EMPTY)
                .toBuilder().put("truncated", true).build().toJson();
    }

    /**
     * Who is charged.
     *
     * @param key the key's hash
     * @param user whose key it is; empty for nobody's
     * @param team that the key belongs to; empty for none
     * @param organization that the key belongs to; empty for none
     * @param endUser of the client's application; empty for none
     * @param tags of the request, its key, its team and its deployment
     */
    public record Payers(String key, String user, String team, String organization, String endUser, List<String> tags) {

        private static final int MOST_TAGS = 64;
        private static final int MOST_ENTITY = 512;

        public Payers {
            key = Bounded.text(key, 64);
            user = Bounded.text(user, MOST_ENTITY);
            team = Bounded.text(team, MOST_ENTITY);
            organization = Bounded.text(organization, MOST_ENTITY);
            endUser = Bounded.text(endUser, MOST_ENTITY);
            tags = bounded(tags);
        }

        private static List<String> bounded(List<String> tags) {
            if (tags.isEmpty()) {
                return List.of();
            }
            Set<String> kept = new LinkedHashSet<>();
            for (int i = 0; i < tags.size() && kept.size() < MOST_TAGS; i++) {
                kept.add(Bounded.text(tags.get(i), MOST_ENTITY));
            }
            return List.copyOf(kept);
        }
    }

    /**
     * Who answered, or failed.
     *
     * @param model the vendor's name of the model
     * @param group the public name that was asked for
     * @param deployment the deployment's id
     * @param provider where it lives
     * @param base its address
     */
    public record Answering(String model, String group, String deployment, String provider, String base) {

        public Answering {
            model = Bounded.text(model, 256);
            group = Bounded.text(group, 256);
            deployment = Bounded.text(deployment, 256);
            provider = Bounded.text(provider, 64);
            base = Bounded.text(base, 512);
        }
    }

    /**
     * What was consumed.
     *
     * @param prompt all tokens of the prompt, those read from and written to a cache included
     * @param total the vendor's own total, else the sum
     */
    public record Tokens(long prompt, long completion, long total, long cacheRead, long cacheCreation) {

        /** Nothing. */
        public static final Tokens NONE = new Tokens(0, 0, 0, 0, 0);
    }

    /**
     * When, to the millisecond.
     *
     * @param firstToken when the answer began; null where it came as a whole
     */
    public record Times(
            Instant started, Instant ended, @Nullable Instant firstToken) {

        public Times {
            started = started.truncatedTo(ChronoUnit.MILLIS);
            ended = ended.truncatedTo(ChronoUnit.MILLIS);
            firstToken = firstToken == null ? null : firstToken.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /**
     * What a cache of answers did.
     *
     * @param hit whether the answer was taken from it
     * @param key under which it is kept; empty when no cache was asked
     */
    public record Cached(boolean hit, String key) {

        /** No cache was asked. */
        public static final Cached NOT = new Cached(false, "");

        public Cached {
            key = Bounded.text(key, 256);
        }
    }

    /** The status of a failure that no status is known of. */
    static final String UNKNOWN_STATUS = "500";

    /** The HTTP status of a failure. */
    String failureStatus() {
        JsonObject error = Json.parseObject(metadata).object(SpendFacts.ERROR);
        String code = error == null ? null : error.string("error_code");
        return code == null || code.length() > 3 ? UNKNOWN_STATUS : code;
    }

    /** The same of a call that nobody saw end. */
    SpendRow ended(Instant at, JsonObject error) {
        return new SpendRow(
                id,
                requestId,
                callId,
                callType,
                endpoint,
                false,
                spend,
                true,
                payers,
                answering,
                tokens,
                new Times(times.started(), at, times.firstToken()),
                cached,
                session,
                ip,
                Json.parseObject(metadata).with(SpendFacts.ERROR, error).toJson(),
                payment);
    }
}
