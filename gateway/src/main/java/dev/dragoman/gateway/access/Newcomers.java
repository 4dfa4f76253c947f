package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.Role;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;

/** Users who come without anybody having asked for them: they get what the operator gives to new users. */
final class Newcomers {

    private static final Schema PLACE =
            Schema.empty().with(FieldKind.ID, "team_id", "user_role").with(FieldKind.MONEY, "max_budget_in_team");

    private final Office office;

    Newcomers(Office office) {
        this.office = office;
    }

    /** Adds a user, with the usual limits and teams unless they are an administrator or a viewer of everything. */
    StoredRecord add(Desk desk, String id, JsonObject document) {
        People people = new People(office.settings());
        boolean admin = Role.of(document.string("user_role")).seesAll();
        JsonObject whole = admin ? document : people.usual(document);
        StoredRecord user = people.add(desk, id, office.scheduled(desk, whole, whole));
        if (!admin) {
            usualTeams(desk, id);
        }
        return user;
    }

    /** Lets a new user into the teams that the operator gives to all. */
    void usualTeams(Desk desk, String user) {
        JsonArray usual = office.settings().userDefaults().array("teams");
        (usual == null ? JsonArray.EMPTY : usual).forEach(place -> join(desk, user, place, false));
    }

    /** Lets a new user into a team; the operator's usual ones need no leave, and may be gone. */
    void join(Desk desk, String user, JsonValue place, boolean named) {
        JsonObject read = place instanceof JsonString id
                ? JsonObject.of("team_id", id)
                : PLACE.read((JsonObject) place).members();
        StoredRecord team = named
                ? TeamRules.found(desk, Schema.required(read, "team_id"))
                : desk.locked(Table.TEAM, String.valueOf(read.string("team_id")));
        if (team == null) {
            return;
        }
        if (named) {
            TeamRules.mayLead(desk, team, "/user/new");
        }
        String role = read.string("user_role");
        JsonValue budget = read.get("max_budget_in_team");
        new Roster(office)
                .join(
                        desk,
                        team,
                        user,
                        role == null ? "user" : TeamMembers.Wanted.known(role),
                        budget == null ? JsonObject.EMPTY : JsonObject.of("max_budget", budget));
    }
}
