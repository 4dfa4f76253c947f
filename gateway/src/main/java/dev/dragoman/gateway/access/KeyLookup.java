package dev.dragoman.gateway.access;

import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells of virtual keys. */
public final class KeyLookup {

    /** Keys by which the admin pages call; nobody manages them. */
    static final String SESSIONS = "litellm-dashboard";

    private static final Schema SEVERAL = Schema.empty().with(FieldKind.TEXTS, "keys");

    private final Office office;

    public KeyLookup(Office office) {
        this.office = office;
    }

    /** {@code GET /key/info}: a key, or the one that asks. */
    public JsonObject info(Request request) {
        String asked = request.query("key");
        return office.look(request, desk -> {
            String shown = asked == null ? desk.caller().keyHash() : asked;
            StoredRecord key = visible(desk, shown);
            if (key == null) {
                throw Desk.absent("Key", shown.startsWith("sk-") ? "sk-..." : shown);
            }
            return JsonObject.of("key", new JsonString(shown))
                    .with("info", told(desk, List.of(key)).getFirst());
        });
    }

    /** {@code POST /v2/key/info}: several keys. */
    public JsonObject infos(Request request) {
        List<String> asked =
                Entitlements.strings(SEVERAL.read(request.exchange().body()).members(), "keys");
        if (asked.isEmpty()) {
            throw Schema.refused("keys: missing (expected: a list of keys)", "keys");
        }
        return office.look(request, desk -> {
            List<StoredRecord> found = new ArrayList<>();
            for (String shown : asked) {
                StoredRecord key = visible(desk, shown);
                if (key != null) {
                    found.add(key);
                }
            }
            return JsonObject.of("key", JsonArray.ofStrings(asked))
                    .with("info", new JsonArray(List.copyOf(told(desk, found))));
        });
    }

    private static @Nullable StoredRecord visible(Desk desk, String shown) {
        StoredRecord key = desk.find(Table.KEY, NewKey.hashed(shown));
        return key != null && KeyRules.maySee(desk, key) ? key : null;
    }

    /** {@code GET /key/list}: the keys that the caller may see. */
    public JsonObject list(Request request) {
        Paging paging = Paging.of(request, "size", 10, 100);
        boolean deleted = "deleted".equals(request.query("status"));
        boolean whole = isTrue(request, "return_full_object") || "user".equals(request.query("expand"));
        return office.look(request, desk -> {
            RecordQuery wanted = scope(desk, request, filters(request));
            Table table = deleted ? Table.DELETED_KEY : Table.KEY;
            long total = desk.records().count(table, wanted);
            List<StoredRecord> found = sorted(desk, request, table, wanted, paging);
            List<JsonValue> keys = new ArrayList<>(whole ? expanded(desk, request, found) : List.of());
            if (!whole) {
                found.forEach(key -> keys.add(new JsonString(key.id())));
            }
            return JsonObject.builder()
                    .put("keys", new JsonArray(keys))
                    .put("total_count", total)
                    .put("current_page", paging.number())
                    .put("total_pages", paging.pages(total))
                    .build();
        });
    }

    /** {@code GET /key/aliases}: the names of the keys that the caller may see. */
    public JsonObject aliases(Request request) {
        Paging paging = Paging.of(request, "size", 50, 100);
        return office.look(request, desk -> {
            RecordQuery wanted = scope(
                    desk,
                    request,
                    RecordQuery.all().named().aliasLike(request.query("search")).order(RecordQuery.Order.ALIAS, false));
            long total = desk.records().count(Table.KEY, wanted);
            List<String> names = desk.records().list(Table.KEY, wanted.page(paging.size(), paging.from())).stream()
                    .map(key -> String.valueOf(key.document().string("key_alias")))
                    .toList();
            return JsonObject.builder()
                    .put("aliases", JsonArray.ofStrings(names))
                    .put("total_count", total)
                    .put("current_page", paging.number())
                    .put("total_pages", paging.pages(total))
                    .put("size", paging.size())
                    .build();
        });
    }

    private static RecordQuery filters(Request request) {
        String hash = request.query("key_hash");
        return RecordQuery.all()
                .user(request.query("user_id"))
                .team(request.query("team_id"))
                .organization(request.query("organization_id"))
                .id(hash == null ? null : NewKey.hashed(hash))
                .aliasLike(request.query("key_alias"));
    }

    /** Only what the caller may see of what is looked for. */
    private static RecordQuery scope(Desk desk, Request request, RecordQuery query) {
        Authority authority = desk.authority();
        query.notTeam(SESSIONS);
        if (authority.seesAll()) {
            return query;
        }
        String user = authority.userId();
        if (user == null) {
            return query.id(desk.caller().keyHash());
        }
        List<String> teams = new ArrayList<>();
        if (isTrue(request, "include_team_keys") || request.query("team_id") != null) {
            teams.addAll(authority.ledTeams());
        }
        return query.userOrTeamsOrServices(user, teams, authority.teams(), authority.ledOrganizations());
    }

    private List<StoredRecord> sorted(Desk desk, Request request, Table table, RecordQuery wanted, Paging paging) {
        String by = request.query("sort_by");
        boolean descending = !"asc".equals(request.query("sort_order"));
        RecordQuery.Order order = switch (by) {
            case null -> RecordQuery.Order.CREATED;
            case "created_at" -> RecordQuery.Order.CREATED;
            case "updated_at" -> RecordQuery.Order.UPDATED;
            case "token" -> RecordQuery.Order.ID;
            case "key_alias" -> RecordQuery.Order.ALIAS;
            case "spend" -> RecordQuery.Order.SPEND;
            case "max_budget" -> RecordQuery.Order.BUDGET;
            default ->
                throw Schema.wrong(
                        "sort_by", Schema.cut(by), "spend, max_budget, created_at, updated_at, token or key_alias");
        };
        return desk.records().list(table, wanted.order(order, descending).page(paging.size(), paging.from()));
    }

    /** The keys as they are told, each with its hash. */
    List<JsonObject> identified(Desk desk, List<StoredRecord> keys) {
        List<JsonObject> told = told(desk, keys);
        List<JsonObject> all = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            all.add(JsonObject.of("token", new JsonString(keys.get(i).id())).merged(told.get(i)));
        }
        return all;
    }

    private List<JsonObject> expanded(Desk desk, Request request, List<StoredRecord> keys) {
        List<JsonObject> all = new ArrayList<>();
        boolean withUser = "user".equals(request.query("expand"));
        for (JsonObject one : identified(desk, keys)) {
            StoredRecord user = withUser ? desk.find(Table.USER, one.string("user_id")) : null;
            all.add(
                    withUser
                            ? one.with(
                                    "user",
                                    user == null ? JsonNull.NULL : UserFields.told(user, Roster.teams(desk, user.id())))
                            : one);
        }
        return all;
    }

    /** The keys as they are told: with what was spent. */
    List<JsonObject> told(Desk desk, List<StoredRecord> keys) {
        Map<String, Long> spent = office.spent(desk, "key", keys);
        return keys.stream()
                .map(key -> KeyFields.told(key.told().with("spend", Money.dollars(spent.getOrDefault(key.id(), 0L)))))
                .toList();
    }

    private static boolean isTrue(Request request, String name) {
        return "true".equalsIgnoreCase(request.query(name));
    }
}
