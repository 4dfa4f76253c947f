package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.Arrival;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users who come by the company's login: found by their id there, else by their address, else made. */
final class Arrivals {

    private final Office office;

    Arrivals(Office office) {
        this.office = office;
    }

    /** The user, with what the login tells of them. */
    StoredRecord user(Desk desk, Arrival arrival) {
        StoredRecord known = known(desk, arrival);
        StoredRecord user = known == null ? made(desk, arrival) : renewed(desk, known, arrival);
        GroupTeams teams = new GroupTeams(office);
        Desk own = desk.by(user.id());
        for (Arrival.Group group : arrival.groups()) {
            if (GroupTeams.isId(group.id())) {
                teams.join(own, teams.findOrMake(own, group.id(), group.name()), user.id());
            }
        }
        return user;
    }

    private static @Nullable StoredRecord known(Desk desk, Arrival arrival) {
        List<StoredRecord> same =
                desk.records().list(Table.USER, RecordQuery.all().user(arrival.id()));
        if (!same.isEmpty()) {
            return desk.locked(Table.USER, same.getFirst().id());
        }
        StoredRecord named = arrival.id().equals(Caller.ADMIN_USER) ? null : desk.locked(Table.USER, arrival.id());
        if (named != null && !named.document().has("sso_user_id")) {
            return named;
        }
        StoredRecord addressed = People.find(desk, null, arrival.email());
        String theirs = addressed == null ? null : addressed.document().string("sso_user_id");
        if (addressed != null && theirs != null && !theirs.equals(arrival.id())) {
            throw Desk.forbidden("Another login has the address " + Schema.cut(String.valueOf(arrival.email()))
                    + " already (expected: the same, or an administrator who clears sso_user_id of user "
                    + Schema.cut(addressed.id()) + ")");
        }
        return addressed == null ? null : desk.locked(Table.USER, addressed.id());
    }

    private StoredRecord made(Desk desk, Arrival arrival) {
        String id = arrival.id();
        StoredRecord same = desk.find(Table.USER, id);
        if (same != null && id.equals(same.document().string("sso_user_id"))) {
            throw People.taken("sso_user_id", id); // made by another login at the same moment
        }
        String chosen =
                same != null || id.equals(Caller.ADMIN_USER) ? UUID.randomUUID().toString() : id;
        return new Newcomers(office).add(desk.by(chosen), chosen, told(JsonObject.EMPTY, arrival));
    }

    private static StoredRecord renewed(Desk desk, StoredRecord user, Arrival arrival) {
        JsonObject document = told(user.document(), arrival);
        return document.equals(user.document()) ? user : desk.by(user.id()).change(Table.USER, user, document);
    }

    /** What the login decides on is taken from it each time; what people may change themselves, once. */
    private static JsonObject told(JsonObject before, Arrival arrival) {
        JsonObject document = before.with("sso_user_id", new JsonString(arrival.id()));
        String email = arrival.email();
        String name = arrival.name();
        if (email != null && !before.has("user_email")) {
            document = document.with("user_email", new JsonString(email));
        }
        if (name != null && !before.has("user_alias")) {
            document = document.with("user_alias", new JsonString(name));
        }
        if (arrival.role() != null) {
            document = document.with("user_role", new JsonString(arrival.role().value()));
        }
        if (!arrival.extra().isEmpty()) {
            JsonObject metadata = before.object("metadata");
            document = document.with(
                    "metadata",
                    (metadata == null ? JsonObject.EMPTY : metadata).with("sso_attributes", arrival.extra()));
        }
        return document;
    }
}
