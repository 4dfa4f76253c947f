package dev.dragoman.gateway.access;

import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Role;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes, changes and removes internal users. */
public final class UserAdmin {

    private static final int MOST_AT_ONCE = 500;
    private static final Schema BULK = Schema.empty()
            .with(FieldKind.OBJECTS, "users")
            .with(FieldKind.FLAG, "all_users")
            .with(FieldKind.OBJECT, "user_updates");
    private static final Schema REMOVED = Schema.empty().with(FieldKind.IDS, "user_ids");
    /** What says something of a new user's key or memberships, and is no part of the user. */
    private static final String[] APART = {
        "teams",
        "organizations",
        "auto_create_key",
        "key_alias",
        "duration",
        "aliases",
        "permissions",
        "config",
        "spend"
    };

    private static final List<String> OF_THE_KEY =
            List.of("key_alias", "duration", "models", "aliases", "permissions", "config");

    private final Office office;
    private final KeyAdmin keys;
    private final KeyWatcher watcher;
    private final Passwords passwords;

    /** Of an office; the watcher is told of every key that goes with its user. */
    public UserAdmin(Office office, KeyAdmin keys, KeyWatcher watcher, Passwords passwords) {
        this.office = office;
        this.keys = keys;
        this.watcher = watcher;
        this.passwords = passwords;
    }

    private record Made(JsonObject user, @Nullable JsonObject key) {}

    /** {@code POST /user/new}. */
    public JsonObject make(Request request) {
        Schema.Asked asked = UserFields.GIVEN.read(request.exchange().body());
        JsonObject members = hashed(asked.members());
        NewKey key = NewKey.random();
        boolean withKey = !Boolean.FALSE.equals(members.bool("auto_create_key"));
        Made made = office.change(request, desk -> made(desk, members, withKey ? key : null));
        JsonObject ofKey = made.key() == null ? JsonObject.of("key", new JsonString("")) : keys.told(key, made.key());
        return asked.telling(ofKey.merged(made.user()));
    }

    /** Hashing takes a while, and is never done while the database waits. */
    private JsonObject hashed(JsonObject members) {
        String password = members.string("password");
        return password == null ? members : members.with("password", new JsonString(passwords.hashed(password)));
    }

    private Made made(Desk desk, JsonObject asked, @Nullable NewKey key) {
        UserRules rules = new UserRules(office);
        rules.mayMake(desk, asked);
        People people = new People(office.settings());
        JsonObject document =
                Changes.packed(asked, JsonObject.EMPTY, UserFields.LIFTED).without(APART);
        boolean admin = Role.of(asked.string("user_role")).seesAll();
        document = admin ? document : people.usual(document);
        List<String> organizations = Entitlements.strings(asked, "organizations");
        if (!organizations.isEmpty()) {
            document = document.with("organization_id", new JsonString(organizations.getFirst()));
        }
        document = rules.inside(desk, document, organizations);
        document = office.scheduled(desk, document, document);
        String given = asked.string("user_id");
        StoredRecord user =
                people.add(desk, given == null ? UUID.randomUUID().toString() : given, document.without("user_id"));
        OrganizationMembers.join(desk, organizations, user.id());
        teams(desk, user.id(), asked, admin);
        JsonObject ofKey = key == null ? null : key(desk, user, asked, key);
        JsonObject told = UserFields.told(user, Roster.teams(desk, user.id()));
        return new Made(office.spending(desk, "user", user.id(), told), ofKey);
    }

    private JsonObject key(Desk desk, StoredRecord user, JsonObject asked, NewKey key) {
        JsonObject.Builder members = JsonObject.builder().put("user_id", user.id());
        OF_THE_KEY.forEach(name -> members.putIfPresent(name, asked.get(name)));
        if (!desk.authority().isAdmin()) {
            // Who makes the user knows the key, and must not be able to act as them.
            members.put("allowed_routes", JsonArray.ofStrings(List.of("llm_api_routes")));
        }
        return keys.added(desk, new KeyRules(office.settings()).usual(members.build()), key);
    }

    private void teams(Desk desk, String user, JsonObject asked, boolean admin) {
        Newcomers newcomers = new Newcomers(office);
        JsonArray named = asked.array("teams");
        if (named != null) {
            named.forEach(place -> newcomers.join(desk, user, place, true));
        } else if (!admin) {
            newcomers.usualTeams(desk, user);
        }
    }

    /** {@code POST /user/update}. */
    public JsonObject update(Request request) {
        Schema.Asked asked = UserFields.CHANGED.read(request.exchange().body());
        JsonObject members = hashed(asked.members());
        return asked.telling(office.change(request, desk -> updated(desk, members)));
    }

    private JsonObject updated(Desk desk, JsonObject asked) {
        StoredRecord user = UserRules.found(desk, asked.string("user_id"), asked.string("user_email"));
        UserRules rules = new UserRules(office);
        // An address without an id tells who is meant.
        JsonObject wanted = asked.string("user_id") == null ? asked.without("user_email") : asked;
        rules.mayChange(desk, user, wanted);
        JsonObject packed =
                Changes.packed(wanted, user.document(), UserFields.LIFTED).without(APART);
        JsonObject document = Changes.applied(user.document(), packed.without("user_id"));
        if (!desk.authority().is(user.id())) {
            String home = document.string("organization_id");
            document = rules.inside(desk, document, home == null ? List.of() : List.of(home));
        }
        document = office.scheduled(desk, document, wanted);
        String email = wanted.string("user_email");
        if (email != null) {
            People.free(desk, user.id(), email);
        }
        StoredRecord changed = desk.change(Table.USER, user, document);
        if (wanted.has("password")) {
            UserSessions.endAll(desk, user.id());
        }
        Long spent = Money.nanos(wanted, "spend");
        if (spent != null) {
            office.spend().set(desk.session(), "user", user.id(), document, spent);
        }
        JsonObject told = UserFields.told(changed, Roster.teams(desk, user.id()));
        return JsonObject.of("user_id", new JsonString(user.id()))
                .with("data", office.spending(desk, "user", user.id(), told));
    }

    /** {@code POST /user/bulk_update}: each by itself. */
    public JsonObject updateSeveral(Request request) {
        JsonObject asked = BULK.read(request.exchange().body()).members();
        List<JsonValue> results = new ArrayList<>();
        long failed = 0;
        for (JsonObject one : wanted(request, asked)) {
            JsonObject result = attempted(request, one);
            failed += result.has("error") ? 1 : 0;
            results.add(result);
        }
        return JsonObject.builder()
                .put("results", new JsonArray(List.copyOf(results)))
                .put("total_requested", results.size())
                .put("successful_updates", results.size() - failed)
                .put("failed_updates", failed)
                .build();
    }

    private List<JsonObject> wanted(Request request, JsonObject asked) {
        List<JsonObject> wanted = new ArrayList<>();
        JsonObject updates = asked.object("user_updates");
        if (Boolean.TRUE.equals(asked.bool("all_users")) && updates != null) {
            office.look(
                            request,
                            desk -> desk.records()
                                    .list(Table.USER, RecordQuery.all().page(MOST_AT_ONCE + 1, 0)))
                    .forEach(user -> wanted.add(updates.with("user_id", new JsonString(user.id()))));
        } else {
            JsonArray named = asked.array("users");
            (named == null ? JsonArray.EMPTY : named).forEach(one -> wanted.add((JsonObject) one));
        }
        if (wanted.isEmpty() || wanted.size() > MOST_AT_ONCE) {
            throw Schema.wrong(
                    "users",
                    wanted.size() + " users",
                    "1 to " + MOST_AT_ONCE + " objects, or all_users with user_updates");
        }
        return wanted;
    }

    private JsonObject attempted(Request request, JsonObject one) {
        JsonObject.Builder result = JsonObject.builder()
                .put("user_id", Shape.orNull(one, "user_id"))
                .put("user_email", Shape.orNull(one, "user_email"));
        try {
            JsonObject members = hashed(UserFields.CHANGED.read(one).members());
            JsonObject told = office.change(request, desk -> updated(desk, members));
            return result.put("success", true)
                    .putIfPresent("updated_user", told.get("data"))
                    .build();
        } catch (LlmException refused) {
            return result.put("success", false)
                    .put("error", refused.detail().message())
                    .build();
        }
    }

    /** {@code POST /user/delete}: with their keys, memberships and invitations. */
    public JsonObject delete(Request request) {
        List<String> ids =
                Entitlements.strings(REMOVED.read(request.exchange().body()).members(), "user_ids");
        if (ids.isEmpty()) {
            throw Schema.refused("user_ids: missing (expected: a list of ids)", "user_ids");
        }
        Removals removed = office.change(request, desk -> {
            Removals removals = new Removals(desk);
            for (String id : ids.stream().distinct().toList()) {
                StoredRecord user = UserRules.found(desk, id, null);
                UserRules.mayRemove(desk, user);
                removals.user(user);
            }
            return removals;
        });
        removed.tell(watcher);
        return JsonObject.of("deleted_users", JsonArray.ofStrings(ids));
    }
}
