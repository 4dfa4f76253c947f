package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.Role;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells of internal users. */
public final class UserLookup {

    private static final int MOST = 10_000;

    private final Office office;

    public UserLookup(Office office) {
        this.office = office;
    }

    /** {@code GET /user/info}: a user, with their keys and teams; without an id the one who asks. */
    public JsonObject info(Request request) {
        return office.look(request, desk -> {
            String id = wanted(desk, request);
            StoredRecord user = seen(desk, id);
            List<StoredRecord> keys = desk.records()
                    .list(
                            Table.KEY,
                            RecordQuery.all()
                                    .user(id)
                                    .notTeam(KeyLookup.SESSIONS)
                                    .page(MOST, 0));
            return JsonObject.builder()
                    .put("user_id", id)
                    .put("user_info", user == null ? JsonNull.NULL : told(desk, user))
                    .put("keys", new JsonArray(List.copyOf(new KeyLookup(office).identified(desk, keys))))
                    .put("teams", new JsonArray(List.copyOf(teams(desk, id))))
                    .build();
        });
    }

    private static String wanted(Desk desk, Request request) {
        String named = request.query("user_id");
        String id = named == null ? desk.authority().userId() : named;
        if (id == null) {
            throw Schema.refused(
                    "user_id: missing (expected: ?user_id=..., as this key belongs to no user)", "user_id");
        }
        return id;
    }

    /** The user; null when it is the one who asks and there is no record of them. */
    private static @Nullable StoredRecord seen(Desk desk, String id) {
        StoredRecord user = desk.find(Table.USER, id);
        if (!desk.authority().seesUser(id) || user == null && !desk.authority().is(id)) {
            throw Desk.absent("User", id);
        }
        return user;
    }

    private List<JsonObject> teams(Desk desk, String user) {
        List<StoredRecord> teams =
                desk.records().list(Table.TEAM, RecordQuery.all().ids(Roster.teams(desk, user))).stream()
                        .filter(team -> desk.authority().is(user) || TeamRules.maySee(desk, team))
                        .toList();
        return new TeamLookup(office).told(desk, teams);
    }

    /** {@code GET /v2/user/info}: a user alone. */
    public JsonObject alone(Request request) {
        return office.look(request, desk -> {
            String id = wanted(desk, request);
            StoredRecord user = seen(desk, id);
            if (user == null) {
                throw Desk.absent("User", id);
            }
            return told(desk, user);
        });
    }

    private JsonObject told(Desk desk, StoredRecord user) {
        JsonObject told = UserFields.told(user, Roster.teams(desk, user.id()));
        return office.spending(desk, "user", user.id(), told)
                .with("organization_memberships", OrganizationMembers.ofUser(desk, user.id()));
    }

    /** {@code GET /user/list}: for administrators, and for who leads an organization those in it. */
    public JsonObject list(Request request) {
        Paging paging = Paging.of(request, "page_size", 25, 100);
        return office.look(request, desk -> {
            RecordQuery wanted = scope(desk, request);
            long total = desk.records().count(Table.USER, wanted);
            List<StoredRecord> users =
                    desk.records().list(Table.USER, sorted(wanted, request).page(paging.size(), paging.from()));
            return JsonObject.builder()
                    .put("users", new JsonArray(listed(desk, users)))
                    .put("total", total)
                    .put("page", paging.number())
                    .put("page_size", paging.size())
                    .put("total_pages", paging.pages(total))
                    .build();
        });
    }

    private List<JsonValue> listed(Desk desk, List<StoredRecord> users) {
        Map<String, List<String>> teams = Roster.teams(desk, users);
        Map<String, Long> spent = office.spent(desk, "user", users);
        List<JsonValue> told = new ArrayList<>();
        for (StoredRecord user : users) {
            told.add(UserFields.told(user, teams.getOrDefault(user.id(), List.of()))
                    .with("spend", Money.dollars(spent.getOrDefault(user.id(), 0L)))
                    .with(
                            "key_count",
                            JsonNumber.of(desk.records()
                                    .count(Table.KEY, RecordQuery.all().user(user.id())))));
        }
        return told;
    }

    private static RecordQuery scope(Desk desk, Request request) {
        RecordQuery wanted = RecordQuery.all()
                .member(RecordQuery.Member.USER_ROLE, request.query("role"))
                .aliasLike(request.query("user_email"));
        several(request.query("user_ids"), wanted::ids);
        several(request.query("sso_user_ids"), wanted::users);
        String team = request.query("team");
        if (team != null) {
            wanted.ids(users(Roster.ofTeam(desk, team)));
        }
        Authority authority = desk.authority();
        if (authority.seesAll()) {
            return wanted;
        }
        List<String> led = authority.ledOrganizations();
        if (led.isEmpty()) {
            throw Desk.forbidden("Only administrators, and who leads an organization, may list users");
        }
        return wanted.ids(users(
                desk.records().list(Table.ORGANIZATION_MEMBER, RecordQuery.all().organizations(led))));
    }

    private static void several(@Nullable String listed, Consumer<List<String>> filter) {
        if (listed != null) {
            filter.accept(List.of(listed.split(",", -1)));
        }
    }

    private static List<String> users(List<StoredRecord> members) {
        return members.stream()
                .map(member -> String.valueOf(member.document().string("user_id")))
                .distinct()
                .toList();
    }

    private static RecordQuery sorted(RecordQuery wanted, Request request) {
        String by = request.query("sort_by");
        RecordQuery.Order order = switch (by) {
            case null -> RecordQuery.Order.CREATED;
            case "created_at" -> RecordQuery.Order.CREATED;
            case "updated_at" -> RecordQuery.Order.UPDATED;
            case "user_id" -> RecordQuery.Order.ID;
            case "user_email" -> RecordQuery.Order.ALIAS;
            case "spend" -> RecordQuery.Order.SPEND;
            case "max_budget" -> RecordQuery.Order.BUDGET;
            default ->
                throw Schema.wrong(
                        "sort_by", Schema.cut(by), "created_at, updated_at, user_id, user_email, spend or max_budget");
        };
        return wanted.order(order, !"asc".equals(request.query("sort_order")));
    }

    /** {@code GET /user/available_roles}. */
    public JsonObject roles(Request request) {
        JsonObject.Builder roles = JsonObject.builder();
        for (Role role : Role.values()) {
            if (role != Role.NONE) {
                roles.put(
                        role.value(),
                        JsonObject.builder()
                                .put("description", description(role))
                                .put("ui_label", label(role))
                                .build());
            }
        }
        return roles.build();
    }

    private static String label(Role role) {
        return switch (role) {
            case PROXY_ADMIN -> "Admin (All Permissions)";
            case PROXY_ADMIN_VIEWER -> "Admin (View Only)";
            case INTERNAL_USER -> "Internal User (Create/Delete/View)";
            case INTERNAL_USER_VIEWER, NONE -> "Internal User (View Only)";
        };
    }

    private static String description(Role role) {
        return switch (role) {
            case PROXY_ADMIN -> "may do everything";
            case PROXY_ADMIN_VIEWER -> "sees everything and changes nothing";
            case INTERNAL_USER -> "has keys of their own and sees what these spend";
            case INTERNAL_USER_VIEWER, NONE -> "sees their own keys and what these spend";
        };
    }

    /** {@code GET /user/available_users}: how many users and teams there are; their number is not limited. */
    public JsonObject counts(Request request) {
        return office.look(
                request,
                desk -> JsonObject.builder()
                        .put("total_users", JsonNull.NULL)
                        .put("total_teams", JsonNull.NULL)
                        .put("total_users_used", desk.records().count(Table.USER, RecordQuery.all()))
                        .put("total_teams_used", desk.records().count(Table.TEAM, RecordQuery.all()))
                        .put("total_users_remaining", JsonNull.NULL)
                        .put("total_teams_remaining", JsonNull.NULL)
                        .build());
    }
}
