package dev.dragoman.gateway.access;

import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes, changes and removes teams. */
public final class TeamAdmin {

    private static final Schema ONE = Schema.empty().with(FieldKind.ID, "team_id");
    private static final Schema SEVERAL = Schema.empty().with(FieldKind.IDS, "team_ids");
    private static final Schema RESET = Schema.empty().with(FieldKind.MONEY, "reset_to");
    private static final List<String> DEFAULTED =
            List.of("max_budget", "budget_duration", "tpm_limit", "rpm_limit", "team_member_permissions");
    private static final String[] APART = {"members_with_roles", "admins", "members"};

    private final Office office;
    private final KeyWatcher watcher;
    private final TeamLookup lookup;

    /** Of an office; the watcher is told of every key that goes with its team. */
    public TeamAdmin(Office office, KeyWatcher watcher) {
        this.office = office;
        this.watcher = watcher;
        this.lookup = new TeamLookup(office);
    }

    /** {@code POST /team/new}. */
    public JsonObject make(Request request) {
        Schema.Asked asked = TeamFields.GIVEN.read(request.exchange().body());
        return asked.telling(office.change(request, desk -> made(desk, asked.members())));
    }

    private JsonObject made(Desk desk, JsonObject asked) {
        TeamRules.mayOwn(desk, asked.string("organization_id"), "/team/new");
        TeamRules rules = new TeamRules(office);
        rules.made(desk, asked);
        String given = asked.string("team_id");
        String id = given == null ? UUID.randomUUID().toString() : free(desk, given);
        JsonObject document = JsonObject.builder()
                .put("team_id", id)
                .put("blocked", false)
                .build()
                .merged(Changes.packed(usual(asked), JsonObject.EMPTY, TeamFields.LIFTED)
                        .without(APART));
        document = ofMembers(desk, document, asked);
        document = office.scheduled(desk, document, document);
        rules.within(desk, document);
        desk.insert(Table.TEAM, id, document);
        StoredRecord team = StoredRecord.made(id, document, desk.now(), desk.changedBy());
        members(desk, asked).forEach((user, role) -> new Roster(office).join(desk, team, user, role, JsonObject.EMPTY));
        return lookup.told(desk, team);
    }

    private static String free(Desk desk, String id) {
        if (id.indexOf(':') >= 0) {
            throw Schema.wrong("team_id", Schema.cut(id), "an id without a colon");
        }
        if (id.equals(KeyLookup.SESSIONS)) {
            throw Schema.wrong("team_id", id, "another id, as this one stands for keys of logged-in users");
        }
        if (desk.find(Table.TEAM, id) != null) {
            throw Schema.refused(
                    "Team id = " + Schema.cut(id) + " already exists. Please use a different team id.", "team_id");
        }
        return id;
    }

    private JsonObject usual(JsonObject asked) {
        return usual(asked, office.settings().teamDefaults());
    }

    /** The document with what the operator gives to teams that say nothing else. */
    static JsonObject usual(JsonObject asked, JsonObject defaults) {
        JsonObject all = asked;
        for (String name : DEFAULTED) {
            JsonValue value = defaults.get(name);
            all = all.has(name) || value == null || value == JsonNull.NULL ? all : all.with(name, value);
        }
        return all;
    }

    /** Roles by user: whom the request names, and who makes the team. */
    private Map<String, String> members(Desk desk, JsonObject asked) {
        Map<String, String> roles = new LinkedHashMap<>();
        People people = new People(office.settings());
        JsonArray given = asked.array("members_with_roles");
        for (JsonValue each : given == null ? JsonArray.EMPTY : given) {
            TeamMembers.Wanted wanted = TeamMembers.Wanted.of((JsonObject) each);
            roles.putIfAbsent(
                    people.findOrAdd(desk, wanted.user(), wanted.email()).id(), wanted.role());
        }
        Entitlements.strings(asked, "admins")
                .forEach(
                        id -> roles.putIfAbsent(people.findOrAdd(desk, id, null).id(), "admin"));
        Entitlements.strings(asked, "members")
                .forEach(
                        id -> roles.putIfAbsent(people.findOrAdd(desk, id, null).id(), "user"));
        String maker = desk.authority().userId();
        if (maker != null) {
            roles.putIfAbsent(maker, "admin");
        }
        return roles;
    }

    /** The document with the budget that its members have each. */
    private JsonObject ofMembers(Desk desk, JsonObject document, JsonObject asked) {
        JsonObject limits = JsonObject.EMPTY;
        for (String name : TeamFields.OF_MEMBERS) {
            JsonValue value = asked.get(name);
            limits = value == null ? limits : limits.with(limit(name), value);
        }
        JsonObject kept = document.without(TeamFields.OF_MEMBERS.toArray(String[]::new));
        JsonObject metadata = kept.object("metadata");
        String before = metadata == null ? null : metadata.string("team_member_budget_id");
        String budget = new Budgets(office).change(desk, before, limits);
        return budget == null || budget.equals(before)
                ? kept
                : kept.with(
                        "metadata",
                        (metadata == null ? JsonObject.EMPTY : metadata)
                                .with("team_member_budget_id", new JsonString(budget)));
    }

    private static String limit(String ofMembers) {
        return switch (ofMembers) {
            case "team_member_budget" -> "max_budget";
            case "team_member_budget_duration" -> "budget_duration";
            case "team_member_rpm_limit" -> "rpm_limit";
            default -> "tpm_limit";
        };
    }

    /** {@code POST /team/update}. */
    public JsonObject update(Request request) {
        Schema.Asked asked = TeamFields.CHANGED.read(request.exchange().body());
        String id = Schema.required(asked.members(), "team_id");
        return asked.telling(office.change(request, desk -> {
            StoredRecord team = TeamRules.found(desk, id);
            TeamRules.mayLead(desk, team, "/team/update");
            TeamRules rules = new TeamRules(office);
            rules.changed(desk, team, asked.members());
            JsonObject packed = Changes.packed(asked.members(), team.document(), TeamFields.LIFTED);
            JsonObject document = ofMembers(desk, Changes.applied(team.document(), packed), asked.members());
            document = office.scheduled(desk, document, asked.members());
            rules.within(desk, document);
            StoredRecord changed = desk.change(Table.TEAM, team, document);
            return JsonObject.of("team_id", new JsonString(id)).with("data", lookup.told(desk, changed));
        }));
    }

    /** {@code POST /team/delete}: with the keys of the teams. */
    public JsonObject delete(Request request) {
        List<String> ids =
                Entitlements.strings(SEVERAL.read(request.exchange().body()).members(), "team_ids");
        if (ids.isEmpty()) {
            throw Schema.refused("team_ids: missing (expected: a list of ids)", "team_ids");
        }
        List<JsonValue> told = new ArrayList<>();
        Removals removed = office.change(request, desk -> {
            told.clear();
            Removals removals = new Removals(desk);
            for (String id : ids.stream().distinct().toList()) {
                StoredRecord team = TeamRules.found(desk, id);
                TeamRules.mayOwn(desk, team.document().string("organization_id"), "/team/delete");
                told.add(lookup.told(desk, team));
                removals.team(team);
            }
            return removals;
        });
        removed.tell(watcher);
        return JsonObject.of("deleted_teams", new JsonArray(List.copyOf(told)));
    }

    /** {@code POST /team/block}. */
    public JsonObject block(Request request) {
        return blocked(request, true);
    }

    /** {@code POST /team/unblock}. */
    public JsonObject unblock(Request request) {
        return blocked(request, false);
    }

    private JsonObject blocked(Request request, boolean blocked) {
        String id = Schema.required(ONE.read(request.exchange().body()).members(), "team_id");
        return office.change(request, desk -> {
            StoredRecord team = TeamRules.found(desk, id);
            TeamRules.mayOwn(
                    desk, team.document().string("organization_id"), blocked ? "/team/block" : "/team/unblock");
            JsonObject document = team.document().with("blocked", JsonBoolean.of(blocked));
            return lookup.told(desk, desk.change(blocked ? "blocked" : "unblocked", Table.TEAM, team, document));
        });
    }

    /** {@code POST /team/{team}/reset_spend}. */
    public JsonObject resetSpend(Request request) {
        JsonObject asked = RESET.read(request.exchange().body()).members();
        Long wanted = Money.nanos(asked, "reset_to");
        if (wanted == null) {
            throw Schema.refused("reset_to: missing (expected: US dollars)", "reset_to");
        }
        return office.change(request, desk -> {
            StoredRecord team = TeamRules.found(desk, String.valueOf(request.variable("team")));
            long before = office.spent(desk, "team", team.id(), team.document());
            if (wanted > before) {
                throw Schema.wrong("reset_to", String.valueOf(asked.number("reset_to")), "at most what was spent");
            }
            office.spend().set(desk.session(), "team", team.id(), team.document(), wanted);
            desk.change(Table.TEAM, team, team.document());
            return lookup.told(desk, team).with("previous_spend", Money.dollars(before));
        });
    }
}
