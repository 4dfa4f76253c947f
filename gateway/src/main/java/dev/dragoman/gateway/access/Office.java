package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.config.AccessSettings;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.ChangeFeed;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.Records;
import dev.dragoman.gateway.store.Session;
import java.time.InstantSource;
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
    private final InstantSource clock;

    /**
     * An office.
     *
     * @param spend tells what was spent
     * @param renewals tells when budgets begin anew
     */
    public Office(
            Database database,
            ChangeFeed feed,
            Supplier<AccessSettings> settings,
            SpendView spend,
            Renewals renewals,
            InstantSource clock) {
        this.database = database;
        this.feed = feed;
        this.settings = settings;
        this.spend = spend;
        this.renewals = renewals;
        this.clock = clock;
    }

    /** Does something that may change records. */
    <T extends @Nullable Object> T change(Request request, Function<Desk, T> work) {
        T result = database.transact(session -> work.apply(desk(session, request)));
        feed.poke();
        return result;
    }

    /** Looks at records. */
    <T extends @Nullable Object> T look(Request request, Function<Desk, T> work) {
        return database.read(session -> work.apply(desk(session, request)));
    }

    /** Does something that nobody asked for, in somebody's name. */
    <T extends @Nullable Object> T asking(Caller caller, Function<Desk, T> work) {
        T result = database.transact(session -> {
            Records records = new Records(session);
            return work.apply(new Desk(
                    session,
                    records,
                    new Authority(caller, records),
                    caller.alias(),
                    clock.instant(),
                    settings().audited()));
        });
        feed.poke();
        return result;
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

    InstantSource clock() {
        return clock;
    }

    private Desk desk(Session session, Request request) {
        Records records = new Records(session);
        Caller caller = request.requiredCaller();
        return new Desk(
                session,
                records,
                new Authority(caller, records),
                changedBy(request, caller),
                clock.instant(),
                settings().audited());
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
