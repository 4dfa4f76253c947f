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

/** Tells of teams. */
public final class TeamLookup {

    private static final int MOST = 10_000;

    private final Office office;
    private final Roster roster;

    public TeamLookup(Office office) {
        this.office = office;
        this.roster = new Roster(office);
    }

    /** A parameter that a request must have. */
    static String asked(Request request, String name) {
        String value = request.query(name);
        if (value == null) {
            throw Schema.refused(name + ": missing (expected: ?" + name + "=...)", name);
        }
        return value;
    }

    /** {@code GET /team/info}. */
    public JsonObject info(Request request) {
        String id = asked(request, "team_id");
        return office.look(request, desk -> {
            StoredRecord team = TeamRules.seen(desk, id);
            JsonObject metadata = team.document().object("metadata");
            String budget = metadata == null ? null : metadata.string("team_member_budget_id");
            return JsonObject.builder()
                    .put("team_id", id)
                    .put("team_info", told(desk, team).with("team_member_budget_table", Budgets.told(desk, budget)))
                    .put("keys", keys(desk, team))
                    .put("team_memberships", memberships(desk, team))
                    .build();
        });
    }

    private JsonArray keys(Desk desk, StoredRecord team) {
        List<StoredRecord> visible =
                desk.records().list(Table.KEY, RecordQuery.all().team(team.id()).page(MOST, 0)).stream()
                        .filter(key -> KeyRules.maySee(desk, key))
                        .toList();
        return new JsonArray(List.copyOf(new KeyLookup(office).identified(desk, visible)));
    }

    /** Those of all members for who leads the team; a member's own for the member. */
    private JsonArray memberships(Desk desk, StoredRecord team) {
        Authority authority = desk.authority();
        boolean all = authority.seesAll() || authority.leads(team.id());
        List<StoredRecord> members = Roster.ofTeam(desk, team.id()).stream()
                .filter(member -> all || authority.is(member.document().string("user_id")))
                .toList();
        return new JsonArray(roster.told(desk, members));
    }

    /** {@code GET /team/list}: all at once. */
    public JsonArray list(Request request) {
        return office.look(request, desk -> {
            List<StoredRecord> teams =
                    desk.records().list(Table.TEAM, scope(desk, request).page(MOST, 0));
            List<JsonValue> told = new ArrayList<>();
            for (JsonObject team : told(desk, teams)) {
                StoredRecord record = TeamRules.seen(desk, String.valueOf(team.string("team_id")));
                told.add(
                        team.with("team_memberships", memberships(desk, record)).with("keys", keys(desk, record)));
            }
            return new JsonArray(told);
        });
    }

    /** {@code GET /v2/team/list}: page by page. */
    public JsonObject page(Request request) {
        Paging paging = Paging.of(request, "page_size", 10, 100);
        boolean deleted = "deleted".equals(request.query("status"));
        return office.look(request, desk -> {
            Table table = deleted ? Table.DELETED_TEAM : Table.TEAM;
            RecordQuery wanted =
                    scope(desk, request).id(request.query("team_id")).aliasLike(request.query("team_alias"));
            long total = desk.records().count(table, wanted);
            List<StoredRecord> teams =
                    desk.records().list(table, sorted(wanted, request).page(paging.size(), paging.from()));
            return JsonObject.builder()
                    .put("teams", new JsonArray(List.copyOf(told(desk, teams))))
                    .put("total", total)
                    .put("page", paging.number())
                    .put("page_size", paging.size())
                    .put("total_pages", paging.pages(total))
                    .build();
        });
    }

    private static RecordQuery sorted(RecordQuery wanted, Request request) {
        String by = request.query("sort_by");
        RecordQuery.Order order = switch (by) {
            case null -> RecordQuery.Order.CREATED;
            case "created_at" -> RecordQuery.Order.CREATED;
            case "updated_at" -> RecordQuery.Order.UPDATED;
            case "team_id" -> RecordQuery.Order.ID;
            case "team_alias" -> RecordQuery.Order.ALIAS;
            case "spend" -> RecordQuery.Order.SPEND;
            case "max_budget" -> RecordQuery.Order.BUDGET;
            default ->
                throw Schema.wrong(
                        "sort_by", Schema.cut(by), "created_at, updated_at, team_id, team_alias, spend or max_budget");
        };
        return wanted.order(order, !"asc".equals(request.query("sort_order")));
    }

    /** What the request looks for of what its caller may see. */
    private static RecordQuery scope(Desk desk, Request request) {
        RecordQuery wanted = RecordQuery.all().organization(request.query("organization_id"));
        String user = request.query("user_id");
        if (user != null) {
            wanted.ids(Roster.teams(desk, user));
        }
        Authority authority = desk.authority();
        return authority.seesAll()
                ? wanted
                : wanted.idsOrOrganizations(authority.teams(), authority.ledOrganizations());
    }

    /** {@code GET /team/available}: the teams that the caller may join by themselves. */
    public JsonArray available(Request request) {
        List<String> open = new TeamRules(office).available();
        return office.look(request, desk -> {
            List<StoredRecord> teams = desk
                    .records()
                    .list(Table.TEAM, RecordQuery.all().ids(open))
                    .stream()
                    .filter(team -> !desk.authority().isIn(team.id()))
                    .toList();
            List<JsonValue> told = new ArrayList<>();
            teams.forEach(
                    team -> told.add(told(desk, team).without("metadata", "members_with_roles", "members", "admins")));
            return new JsonArray(told);
        });
    }

    /** A team with its members and its spend. */
    JsonObject told(Desk desk, StoredRecord team) {
        return told(desk, List.of(team)).getFirst();
    }

    /** Teams with their members and their spend. */
    List<JsonObject> told(Desk desk, List<StoredRecord> teams) {
        Map<String, JsonArray> members = Roster.members(desk, teams);
        Map<String, Long> spent = office.spent(desk, "team", teams);
        return teams.stream()
                .map(team -> TeamFields.told(team, members.getOrDefault(team.id(), JsonArray.EMPTY))
                        .with("spend", Money.dollars(spent.getOrDefault(team.id(), 0L))))
                .toList();
    }
}
