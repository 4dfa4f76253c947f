package dev.dragoman.gateway.access;

import dev.dragoman.error.ConflictException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.config.AccessSettings;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.ChangeFeed;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.Records;
import dev.dragoman.gateway.store.Session;
import dev.dragoman.gateway.store.StoreException;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where requests to the control plane are worked on: each in a transaction of its own, whose changes are told at once. */
public final class Office {

    private static final int LONGEST_NAME = 200;

    private final Database database;
    private final ChangeFeed feed;
    private final Supplier<AccessSettings> settings;
    private final SpendView spend;
    private final Renewals renewals;
    private final ModelNames names;
    private final InstantSource clock;

    /**
     * An office.
     *
     * @param spend tells what was spent
     * @param renewals tells when budgets begin anew
     * @param names of the models on offer
     */
    public Office(
            Database database,
            ChangeFeed feed,
            Supplier<AccessSettings> settings,
            SpendView spend,
            Renewals renewals,
            ModelNames names,
            InstantSource clock) {
        this.database = database;
        this.feed = feed;
        this.settings = settings;
        this.spend = spend;
        this.renewals = renewals;
        this.names = names;
        this.clock = clock;
    }

    /** Does something that may change records. */
    <T extends @Nullable Object> T change(Request request, Function<Desk, T> work) {
        return changeFor(request.requiredCaller(), request, work);
    }

    /** The same for a request that anybody may make. */
    <T extends @Nullable Object> T changeFor(Caller caller, Request request, Function<Desk, T> work) {
        try {
            T result = database.transact(session -> work.apply(desk(session, request, caller)));
            feed.poke();
            return result;
        } catch (StoreException refused) {
            throw refused.isConflict() ? taken() : refused;
        }
    }

    private static ConflictException taken() {
        return new ConflictException(ErrorDetail.of(
                        "an id or a name is taken, by another request at the same moment (expected: one that nobody has)")
                .withType("conflict_error")
                .withCode("409"));
    }

    /** Looks at records. */
    <T extends @Nullable Object> T look(Request request, Function<Desk, T> work) {
        return lookFor(request.requiredCaller(), request, work);
    }

    /** Does something that nobody asked for, in somebody's name. */
    <T extends @Nullable Object> T asking(Caller caller, Function<Desk, T> work) {
        T result = database.transact(session -> work.apply(desk(session, caller, caller.alias())));
        feed.poke();
        return result;
    }

    /** Looks at records in somebody's name. */
    <T extends @Nullable Object> T seeing(Caller caller, Function<Desk, T> work) {
        return database.read(session -> work.apply(desk(session, caller, caller.alias())));
    }

    /** Looks at records for a request that anybody may make. */
    <T extends @Nullable Object> T lookFor(Caller caller, Request request, Function<Desk, T> work) {
        return database.read(session -> work.apply(desk(session, request, caller)));
    }

    /** Of whom a caller may see what they spend. */
    public Oversight oversight(Request request) {
        return request.requiredCaller().userId() == null ? Oversight.NONE : look(request, Oversight::of);
    }

    AccessSettings settings() {
        return settings.get();
    }

    SpendView spend() {
        return spend;
    }

    Renewals renewals() {
        return renewals;
    }

    ModelNames names() {
        return names;
    }

    InstantSource clock() {
        return clock;
    }

    /** The document with what was spent. */
    JsonObject spending(Desk desk, String level, String id, JsonObject document) {
        return document.with("spend", Money.dollars(spent(desk, level, id, document)));
    }

    /** Nano-dollars that were spent. */
    long spent(Desk desk, String level, String id, JsonObject document) {
        return spend.spent(desk.session(), level, Map.of(id, document)).getOrDefault(id, 0L);
    }

    /** What was spent by each of many. */
    Map<String, Long> spent(Desk desk, String level, List<StoredRecord> records) {
        Map<String, JsonObject> documents = new LinkedHashMap<>();
        records.forEach(record -> documents.put(record.id(), record.told()));
        return documents.isEmpty() ? Map.of() : spend.spent(desk.session(), level, documents);
    }

    /** The document with the time at which its budget begins anew, where a request asked for another period. */
    JsonObject scheduled(Desk desk, JsonObject document, JsonObject asked) {
        String period = asked.string("budget_duration");
        if (period == null) {
            return asked.has("budget_duration") ? document.without("budget_reset_at") : document;
        }
        return document.with(
                "budget_reset_at",
                new JsonString(renewals.next(period, desk.now()).toString()));
    }

    private Desk desk(Session session, Request request, Caller caller) {
        readable(request);
        return desk(session, caller, changedBy(request, caller));
    }

    private Desk desk(Session session, Caller caller, String changedBy) {
        Records records = new Records(session);
        return new Desk(
                session,
                records,
                new Authority(caller, records),
                changedBy,
                clock.instant(),
                settings().audited());
    }

    /** No database takes the letter 0, so nothing of that name can be there. */
    private static void readable(Request request) {
        boolean zero = request.exchange().query().contains("%00")
                || request.variables().values().stream().anyMatch(value -> value.indexOf('\0') >= 0);
        if (zero) {
            throw Schema.refused("the address holds the letter 0 (expected: none)", null);
        }
    }

    /** Who is written down as the one who changed something: whom an administrator's client names, else the caller. */
    private static String changedBy(Request request, Caller caller) {
        String named = request.exchange().headers().first("litellm-changed-by");
        if (named != null && !named.isBlank() && caller.admin()) {
            return named.length() <= LONGEST_NAME ? named : named.substring(0, LONGEST_NAME);
        }
        String user = caller.userId();
        return user == null ? caller.keyHash() : user;
    }
}
