package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.Person;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;

/** Sessions of people who have logged in: keys of their own, which no list of keys tells and which end by themselves. */
final class UserSessions {

    /** So many that are over are cleared away with each new one. */
    private static final int CLEARED = 50;

    private UserSessions() {}

    /** Begins one. */
    static void begin(Desk desk, Person person, NewKey key, String method, Instant end, BigDecimal budget) {
        clear(desk);
        JsonObject document = JsonObject.builder()
                .put("key_name", key.name())
                .put("user_id", person.id())
                .put("team_id", KeyLookup.SESSIONS)
                .put("expires", end.toString())
                .put("max_budget", new JsonNumber(budget.toPlainString()))
                .put(
                        "metadata",
                        JsonObject.builder().put("login_method", method).build())
                .build();
        desk.by(person.id()).insert(Table.KEY, key.hash(), document);
    }

    private static void clear(Desk desk) {
        RecordQuery over =
                RecordQuery.all().team(KeyLookup.SESSIONS).expiredBy(desk.now()).page(CLEARED, 0);
        for (StoredRecord session : desk.records().list(Table.KEY, over)) {
            desk.records().delete(Table.KEY, session.id(), desk.now());
        }
    }

    /** Ends one. */
    static void end(Desk desk, String key) {
        StoredRecord session = desk.locked(Table.KEY, NewKey.hashed(key));
        if (session != null && KeyLookup.SESSIONS.equals(session.document().string("team_id"))) {
            desk.by(String.valueOf(session.document().string("user_id"))).delete(Table.KEY, session);
        }
    }

    /** Ends all of a user, as whoever knew an old password must not stay. */
    static void endAll(Desk desk, String user) {
        RecordQuery theirs = RecordQuery.all().user(user).team(KeyLookup.SESSIONS);
        desk.records().list(Table.KEY, theirs).forEach(session -> desk.delete(Table.KEY, session));
    }
}
