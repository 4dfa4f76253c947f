package dev.dragoman.gateway.access;

import dev.dragoman.error.ConflictException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.config.AccessSettings;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The users, by id or e-mail address; addresses are the same in any case. */
final class People {

    private static final String USUAL_ROLE = "internal_user_viewer";

    private final AccessSettings settings;

    People(AccessSettings settings) {
        this.settings = settings;
    }

    /** The user of that id, or else of that address; null when there is none. */
    static @Nullable StoredRecord find(Desk desk, @Nullable String id, @Nullable String email) {
        StoredRecord found = desk.find(Table.USER, id);
        return found != null || id != null || email == null ? found : byEmail(desk, email);
    }

    private static @Nullable StoredRecord byEmail(Desk desk, String email) {
        List<StoredRecord> same = desk.records()
                .list(Table.USER, RecordQuery.all().alias(email.strip().toLowerCase(Locale.ROOT)));
        return same.isEmpty() ? null : same.getFirst();
    }

    /** The user; a new one, who may do what new users usually may, when there is none. */
    StoredRecord findOrAdd(Desk desk, @Nullable String id, @Nullable String email) {
        if (id == null && email == null) {
            throw Schema.refused("user_id: missing (expected: user_id or user_email)", "user_id");
        }
        StoredRecord found = find(desk, id, email);
        if (found != null) {
            return found;
        }
        JsonObject document = email == null ? JsonObject.EMPTY : JsonObject.of("user_email", new JsonString(email));
        return add(desk, id == null ? UUID.randomUUID().toString() : id, usual(document));
    }

    /** The document with what the operator gives to users that say nothing else. */
    JsonObject usual(JsonObject document) {
        JsonObject defaults = settings.userDefaults().without("teams", "available_teams");
        JsonObject all = document;
        for (String name : defaults.names()) {
            dev.dragoman.json.JsonValue value = defaults.get(name);
            all = all.has(name) || value == null ? all : all.with(name, value);
        }
        return all.has("user_role") ? all : all.with("user_role", new JsonString(USUAL_ROLE));
    }

    /** A user as somebody is told who has to do with them: what is nobody else's business only to who may see them. */
    static JsonObject told(Desk desk, StoredRecord user) {
        JsonObject told = UserFields.told(user, Roster.teams(desk, user.id()));
        if (desk.authority().seesUser(user.id())) {
            return told;
        }
        JsonObject.Builder known = JsonObject.builder();
        for (String name : java.util.List.of("user_id", "user_email", "user_alias", "user_role")) {
            known.putIfPresent(name, told.get(name));
        }
        return known.build();
    }

    /** Adds a user. */
    StoredRecord add(Desk desk, String id, JsonObject document) {
        JsonObject whole = JsonObject.of("user_id", new JsonString(id)).merged(document);
        String email = whole.string("user_email");
        if (id.equals(Caller.ADMIN_USER) && !desk.authority().isAdmin()) {
            throw Desk.forbidden("user_id: " + id + " stands for the administrator (expected: another)");
        }
        if (desk.find(Table.USER, id) != null) {
            throw taken("user_id", id);
        }
        if (email != null) {
            free(desk, id, email);
        }
        desk.insert(Table.USER, id, whole);
        return StoredRecord.made(id, whole, desk.now(), desk.changedBy());
    }

    /** Makes sure that nobody else has the address. */
    static void free(Desk desk, String id, String email) {
        if (email.indexOf('@') < 1 || email.indexOf('@') == email.length() - 1 || !email.equals(email.strip())) {
            throw Schema.wrong("user_email", Schema.cut(email), "an e-mail address");
        }
        StoredRecord other = byEmail(desk, email);
        if (other != null && !other.id().equals(id)) {
            throw taken("user_email", email);
        }
    }

    static ConflictException taken(String name, String value) {
        return new ConflictException(ErrorDetail.of(
                        "User already exists, " + name + ": " + Schema.cut(value) + " (expected: one that nobody has)")
                .withType("conflict_error")
                .withParam(name)
                .withCode("409"));
    }
}
