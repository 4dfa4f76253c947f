package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.List;

/** Teams that are groups of the company's directory: made when somebody needs them, with what the operator gives to new teams. */
final class GroupTeams {

    private static final List<String> DEFAULTED =
            List.of("max_budget", "budget_duration", "models", "tpm_limit", "rpm_limit", "team_member_permissions");
    private static final int LONGEST = 255;

    private final Office office;

    GroupTeams(Office office) {
        this.office = office;
    }

    /** Whether a team can have this id. */
    static boolean isId(String id) {
        return !id.isBlank()
                && id.length() <= LONGEST
                && id.indexOf(':') < 0
                && !id.equals(KeyLookup.SESSIONS)
                && id.chars().noneMatch(Character::isISOControl);
    }

    /** The team of a group, to be changed. */
    StoredRecord findOrMake(Desk desk, String id, String name) {
        StoredRecord found = desk.locked(Table.TEAM, id);
        return found == null
                ? make(desk, id, JsonObject.builder().put("team_alias", name).build())
                : found;
    }

    /** A new team. */
    StoredRecord make(Desk desk, String id, JsonObject more) {
        JsonObject document = JsonObject.builder()
                .put("team_id", id)
                .put("blocked", false)
                .build()
                .merged(usual())
                .merged(more);
        document = office.scheduled(desk, document, document);
        desk.insert(Table.TEAM, id, document);
        return StoredRecord.made(id, document, desk.now(), desk.changedBy());
    }

    private JsonObject usual() {
        JsonObject defaults = office.settings().teamDefaults();
        JsonObject.Builder usual = JsonObject.builder();
        for (String name : DEFAULTED) {
            JsonValue value = defaults.get(name);
            usual.putIfPresent(name, value == JsonNull.NULL ? null : value);
        }
        return usual.build();
    }

    /** Makes a user a member, who is none yet. */
    void join(Desk desk, StoredRecord team, String user) {
        if (Roster.find(desk, team.id(), user) == null) {
            new Roster(office).join(desk, team, user, "user", JsonObject.EMPTY);
        }
    }
}
