package dev.dragoman.gateway.access;

import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code /scim/v2/Groups}: makes, changes and removes teams as an identity provider says. */
public final class ScimGroups {

    private static final int AT_ONCE = 500;

    private final Office office;
    private final ScimDesk desks;
    private final KeyWatcher watcher;

    /** Of an office; the watcher is told of every key that goes with its team. */
    public ScimGroups(Office office, KeyWatcher watcher) {
        this.office = office;
        this.desks = new ScimDesk(office);
        this.watcher = watcher;
    }

    /** {@code GET /scim/v2/Groups}. */
    public JsonObject list(Request request) {
        ScimList asked = ScimList.of(request);
        String base = desks.base(request);
        return desks.look(request, desk -> {
            List<JsonValue> page = new ArrayList<>();
            long total = 0;
            for (StoredRecord team : candidates(desk, asked.filter())) {
                boolean needed = asked.filter() != null || total + 1 >= asked.start() && page.size() < asked.count();
                JsonObject resource = needed ? resource(desk, team, base) : JsonObject.EMPTY;
                if (asked.filter() != null && !asked.filter().holds(resource)) {
                    continue;
                }
                total++;
                if (needed && total >= asked.start() && page.size() < asked.count()) {
                    page.add(asked.shown(resource));
                }
            }
            return ScimList.told(total, asked.start(), page);
        });
    }

    private static List<StoredRecord> candidates(Desk desk, @Nullable ScimFilter filter) {
        Map<String, String> certain = filter == null ? Map.of() : filter.certain();
        String id = certain.get("id");
        if (id != null) {
            StoredRecord team = desk.find(Table.TEAM, id);
            return team == null ? List.of() : List.of(team);
        }
        String name = certain.get("displayname");
        return name == null ? everything(desk) : named(desk, name);
    }

    private static List<StoredRecord> everything(Desk desk) {
        List<StoredRecord> teams = new ArrayList<>();
        List<StoredRecord> some;
        do {
            RecordQuery next =
                    RecordQuery.all().order(RecordQuery.Order.CREATED, false).page(AT_ONCE, teams.size());
            some = desk.records().list(Table.TEAM, next);
            teams.addAll(some);
        } while (some.size() == AT_ONCE);
        return teams;
    }

    /** Teams of a name, in any case; one without a name is known by its id. */
    private static List<StoredRecord> named(Desk desk, String name) {
        List<StoredRecord> teams = new ArrayList<>(
                desk.records().list(Table.TEAM, RecordQuery.all().aliasLike(name)));
        StoredRecord same = desk.find(Table.TEAM, name);
        if (same != null && same.document().string("team_alias") == null) {
            teams.add(same);
        }
        teams.removeIf(team -> !ScimGroup.name(team).equalsIgnoreCase(name));
        return teams;
    }

    private static JsonObject resource(Desk desk, StoredRecord team, String base) {
        JsonArray members = Roster.members(desk, List.of(team)).getOrDefault(team.id(), JsonArray.EMPTY);
        return ScimGroup.told(team, members, base);
    }

    private static StoredRecord required(@Nullable StoredRecord team, String id) {
        if (team == null) {
            throw ScimErrors.absent("Group", id);
        }
        return team;
    }

    /** The team, to be changed. */
    private static StoredRecord locked(Desk desk, Request request) {
        String id = ScimDesk.id(request);
        return required(desk.locked(Table.TEAM, id), id);
    }

    /** {@code GET /scim/v2/Groups/{id}}. */
    public JsonObject one(Request request) {
        ScimList asked = ScimList.of(request);
        String id = ScimDesk.id(request);
        String base = desks.base(request);
        return asked.shown(desks.look(request, desk -> resource(desk, required(desk.find(Table.TEAM, id), id), base)));
    }

    /** {@code POST /scim/v2/Groups}. */
    public JsonObject make(Request request) {
        JsonObject resource = ScimDesk.body(request);
        return desks.change(request, desk -> {
            JsonObject document = ScimGroup.document(JsonObject.EMPTY, resource);
            String name = String.valueOf(document.string("team_alias"));
            if (!named(desk, name).isEmpty()) {
                throw ScimErrors.taken("displayName", name);
            }
            GroupTeams teams = new GroupTeams(office);
            StoredRecord team = teams.make(desk, id(desk, ScimUser.text(resource, "externalId")), document);
            join(desk, team, ScimGroup.members(resource), List.of());
            return resource(desk, team, desks.base(request));
        });
    }

    /** The provider's own id, so that groups told at a login are the same teams. */
    private static String id(Desk desk, @Nullable String external) {
        return external != null && GroupTeams.isId(external) && desk.find(Table.TEAM, external) == null
                ? external
                : UUID.randomUUID().toString();
    }

    private void join(Desk desk, StoredRecord team, Set<String> wanted, List<String> known) {
        for (String user : wanted) {
            if (known.contains(user)) {
                continue;
            }
            if (desk.find(Table.USER, user) == null) {
                throw ScimErrors.wrong(
                        "invalidValue", "members: " + Schema.cut(user) + " (expected: the id of a user)");
            }
            new GroupTeams(office).join(desk, team, user);
        }
    }

    /** Lets those in who are not in it yet, and those go who shall not be. */
    private void members(Desk desk, StoredRecord team, Set<String> wanted, Removals removals) {
        List<StoredRecord> before = Roster.ofTeam(desk, team.id());
        List<String> known = before.stream().map(ScimGroups::user).toList();
        join(desk, team, wanted, known);
        before.stream().filter(member -> !wanted.contains(user(member))).forEach(removals::member);
    }

    private static String user(StoredRecord member) {
        return String.valueOf(member.document().string("user_id"));
    }

    /** {@code PUT /scim/v2/Groups/{id}}. */
    public JsonObject replace(Request request) {
        JsonObject resource = ScimDesk.body(request);
        return changed(request, before -> resource);
    }

    /** {@code PATCH /scim/v2/Groups/{id}}. */
    public JsonObject patch(Request request) {
        JsonObject asked = ScimDesk.body(request);
        return changed(request, before -> ScimPatch.applied(before, asked));
    }

    private JsonObject changed(Request request, UnaryOperator<JsonObject> change) {
        List<JsonObject> told = new ArrayList<>();
        Removals removed = desks.change(request, desk -> {
            told.clear();
            String base = desks.base(request);
            StoredRecord team = locked(desk, request);
            JsonObject resource = change.apply(resource(desk, team, base));
            JsonObject document = ScimGroup.document(team.document(), resource);
            Removals removals = new Removals(desk);
            if (ScimPath.find(resource, "members") != null) { // a group that is told without members keeps them
                members(desk, team, ScimGroup.members(resource), removals);
            }
            boolean same = document.equals(team.document());
            told.add(resource(desk, same ? team : desk.change(Table.TEAM, team, document), base));
            return removals;
        });
        removed.tell(watcher);
        return told.getFirst();
    }

    /** {@code DELETE /scim/v2/Groups/{id}}: with the keys of the team. */
    public JsonObject delete(Request request) {
        Removals removed = desks.change(request, desk -> {
            Removals removals = new Removals(desk);
            removals.team(locked(desk, request));
            return removals;
        });
        removed.tell(watcher);
        return JsonObject.EMPTY;
    }
}
