package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@code /scim/v2/Users}: makes, changes, blocks and removes users as an identity provider says. Whom the master key stands for is
 * none of them.
 */
public final class ScimUsers {

    private static final int AT_ONCE = 500;

    private final Office office;
    private final ScimDesk desks;
    private final KeyWatcher watcher;

    /** Of an office; the watcher is told of every key that goes with its user. */
    public ScimUsers(Office office, KeyWatcher watcher) {
        this.office = office;
        this.desks = new ScimDesk(office);
        this.watcher = watcher;
    }

    /** {@code GET /scim/v2/Users}. */
    public JsonObject list(Request request) {
        ScimList asked = ScimList.of(request);
        String base = desks.base(request);
        return desks.look(request, desk -> {
            ScimFilter filter = asked.filter();
            List<JsonValue> page = new ArrayList<>();
            long total =
                    filter == null ? unfiltered(desk, asked, base, page) : filtered(desk, asked, filter, base, page);
            return ScimList.told(total, asked.start(), page);
        });
    }

    private static long unfiltered(Desk desk, ScimList asked, String base, List<JsonValue> page) {
        RecordQuery some = all().page(asked.count(), asked.start() - 1);
        List<StoredRecord> users =
                asked.count() == 0 ? List.of() : desk.records().list(Table.USER, some);
        resources(desk, users, base).forEach(user -> page.add(asked.shown(user)));
        return desk.records().count(Table.USER, all());
    }

    private static RecordQuery all() {
        return RecordQuery.all().notId(Caller.ADMIN_USER).order(RecordQuery.Order.CREATED, false);
    }

    private static long filtered(Desk desk, ScimList asked, ScimFilter filter, String base, List<JsonValue> page) {
        List<StoredRecord> users = candidates(desk, filter);
        long total = 0;
        for (int from = 0; from < users.size(); from += AT_ONCE) {
            List<StoredRecord> some = users.subList(from, Math.min(from + AT_ONCE, users.size()));
            for (JsonObject resource : resources(desk, some, base)) {
                boolean meant = filter.holds(resource);
                total += meant ? 1 : 0;
                if (meant && total >= asked.start() && page.size() < asked.count()) {
                    page.add(asked.shown(resource));
                }
            }
        }
        return total;
    }

    /** Those among whom the ones that are meant are: few where the filter names one. */
    private static List<StoredRecord> candidates(Desk desk, ScimFilter filter) {
        Map<String, String> certain = filter.certain();
        String id = certain.get("id");
        if (id != null) {
            StoredRecord user = found(desk, id);
            return user == null ? List.of() : List.of(user);
        }
        String email = certain.get("emails");
        if (email != null) {
            return withEmail(desk, email);
        }
        String name = certain.get("username");
        StoredRecord named = name == null ? null : named(desk, name);
        return named != null ? List.of(named) : name != null ? List.of() : everybody(desk);
    }

    private static List<StoredRecord> withEmail(Desk desk, String email) {
        return desk.records().list(Table.USER, all().alias(email.toLowerCase(Locale.ROOT)));
    }

    private static List<StoredRecord> everybody(Desk desk) {
        List<StoredRecord> users = new ArrayList<>();
        List<StoredRecord> some;
        do {
            some = desk.records().list(Table.USER, all().page(AT_ONCE, users.size()));
            users.addAll(some);
        } while (some.size() == AT_ONCE);
        return users;
    }

    /** The user of a name; usually it is the id or the address, which are looked up, and else one of those that were renamed. */
    private static @Nullable StoredRecord named(Desk desk, String name) {
        List<StoredRecord> likely = new ArrayList<>(withEmail(desk, name));
        StoredRecord same = found(desk, name);
        if (same != null) {
            likely.add(same);
        }
        likely.addAll(desk.records().list(Table.USER, all().holding(name)));
        return likely.stream()
                .filter(user -> ScimUser.name(user).equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable StoredRecord found(Desk desk, String id) {
        return id.equals(Caller.ADMIN_USER) ? null : desk.find(Table.USER, id);
    }

    private static StoredRecord required(@Nullable StoredRecord user, String id) {
        if (user == null || id.equals(Caller.ADMIN_USER)) {
            throw ScimErrors.absent("User", id);
        }
        return user;
    }

    /** The user, to be changed. */
    private static StoredRecord locked(Desk desk, Request request) {
        String id = ScimDesk.id(request);
        return required(desk.locked(Table.USER, id), id);
    }

    private static List<JsonObject> resources(Desk desk, List<StoredRecord> users, String base) {
        Map<String, List<String>> teams = Roster.teams(desk, users);
        List<String> ids =
                teams.values().stream().flatMap(List::stream).distinct().toList();
        List<StoredRecord> known =
                desk.records().list(Table.TEAM, RecordQuery.all().ids(ids));
        return users.stream()
                .map(user -> ScimUser.told(user, groups(teams.getOrDefault(user.id(), List.of()), known), base))
                .toList();
    }

    private static JsonArray groups(List<String> ids, List<StoredRecord> teams) {
        return new JsonArray(teams.stream()
                .filter(team -> ids.contains(team.id()))
                .map(team -> (JsonValue) JsonObject.builder()
                        .put("value", team.id())
                        .put("display", ScimGroup.name(team))
                        .put("type", "direct")
                        .build())
                .toList());
    }

    private static JsonObject resource(Desk desk, StoredRecord user, String base) {
        return resources(desk, List.of(user), base).getFirst();
    }

    /** {@code GET /scim/v2/Users/{id}}. */
    public JsonObject one(Request request) {
        ScimList asked = ScimList.of(request);
        String id = ScimDesk.id(request);
        String base = desks.base(request);
        return asked.shown(desks.look(request, desk -> resource(desk, required(found(desk, id), id), base)));
    }

    /** {@code POST /scim/v2/Users}. */
    public JsonObject make(Request request) {
        JsonObject resource = ScimDesk.body(request);
        return desks.change(request, desk -> {
            JsonObject document = ScimUser.document(JsonObject.EMPTY, resource);
            String name = String.valueOf(ScimUser.text(resource, "userName"));
            if (named(desk, name) != null || name.equals(Caller.ADMIN_USER)) {
                throw ScimErrors.taken("userName", name);
            }
            StoredRecord same = desk.find(Table.USER, name);
            if (same != null && ScimUser.name(same).equalsIgnoreCase(name)) {
                throw ScimErrors.taken("userName", name); // made at the same moment
            }
            String id = same == null ? name : UUID.randomUUID().toString();
            StoredRecord user = new Newcomers(office).add(desk, id, document);
            return resource(desk, user, desks.base(request));
        });
    }

    /** {@code PUT /scim/v2/Users/{id}}. */
    public JsonObject replace(Request request) {
        JsonObject resource = ScimDesk.body(request);
        return changed(request, before -> resource);
    }

    /** {@code PATCH /scim/v2/Users/{id}}. */
    public JsonObject patch(Request request) {
        JsonObject asked = ScimDesk.body(request);
        return changed(request, before -> ScimPatch.applied(before, asked));
    }

    private JsonObject changed(Request request, UnaryOperator<JsonObject> change) {
        return desks.change(request, desk -> {
            String base = desks.base(request);
            StoredRecord user = locked(desk, request);
            JsonObject resource = change.apply(resource(desk, user, base));
            JsonObject document = ScimUser.document(user.document(), resource);
            StoredRecord other = named(desk, String.valueOf(ScimUser.text(resource, "userName")));
            if (other != null && !other.id().equals(user.id())) {
                throw ScimErrors.taken("userName", ScimUser.name(other));
            }
            String email = document.string("user_email");
            if (email != null) {
                People.free(desk, user.id(), email);
            }
            boolean same = document.equals(user.document());
            return resource(desk, same ? user : desk.change(Table.USER, user, document), base);
        });
    }

    /** {@code DELETE /scim/v2/Users/{id}}: with their keys and memberships. */
    public JsonObject delete(Request request) {
        Removals removed = desks.change(request, desk -> {
            Removals removals = new Removals(desk);
            removals.user(locked(desk, request));
            return removals;
        });
        removed.tell(watcher);
        return JsonObject.EMPTY;
    }
}
