package dev.dragoman.gateway.access;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who belongs to a team, in which role, and what they may spend in it. */
public final class TeamMembers {

    private static final int MOST_AT_ONCE = 500;
    private static final Schema LIMITS = Schema.empty()
            .with(FieldKind.MONEY, "max_budget_in_team")
            .with(FieldKind.COUNT, "tpm_limit", "rpm_limit")
            .with(FieldKind.PERIOD, "budget_duration")
            .with(FieldKind.TEXTS, "allowed_models");
    private static final Schema ADDED =
            LIMITS.with(FieldKind.ID, "team_id").with(FieldKind.OBJECT_OR_OBJECTS, "member");
    private static final Schema SEVERAL = LIMITS.with(FieldKind.ID, "team_id")
            .with(FieldKind.OBJECTS, "members")
            .with(FieldKind.FLAG, "all_users");
    private static final Schema MEMBER = Schema.empty().with(FieldKind.ID, "user_id", "user_email", "role");
    private static final Schema CHANGED = Schema.empty()
            .with(FieldKind.ID, "team_id", "user_id", "user_email", "role")
            .with(LIMITS)
            .clearing();
    private static final Schema REMOVED = Schema.empty().with(FieldKind.ID, "team_id", "user_id", "user_email");

    private final Office office;
    private final KeyWatcher watcher;
    private final TeamLookup lookup;
    private final Roster roster;

    /** Of an office; the watcher is told of every key that goes with its holder. */
    public TeamMembers(Office office, KeyWatcher watcher) {
        this.office = office;
        this.watcher = watcher;
        this.lookup = new TeamLookup(office);
        this.roster = new Roster(office);
    }

    /** Somebody who shall be a member. */
    record Wanted(@Nullable String user, @Nullable String email, String role) {

        static Wanted of(JsonObject given) {
            JsonObject member = MEMBER.read(given).members();
            String role = known(Schema.required(member, "role"));
            if (!member.has("user_id") && !member.has("user_email")) {
                throw Schema.refused("user_id: missing (expected: user_id or user_email)", "user_id");
            }
            return new Wanted(member.string("user_id"), member.string("user_email"), role);
        }

        static String known(String role) {
            if (!role.equals("admin") && !role.equals("user")) {
                throw Schema.wrong("role", Schema.cut(role), "admin or user");
            }
            return role;
        }
    }

    /** {@code POST /team/member_add}. */
    public JsonObject add(Request request) {
        Schema.Asked asked = ADDED.read(request.exchange().body());
        String id = Schema.required(asked.members(), "team_id");
        List<Wanted> wanted = wanted(asked.members().get("member"));
        return asked.telling(office.change(request, desk -> {
            StoredRecord team = team(desk, id, wanted, asked.members());
            List<JsonValue> users = new ArrayList<>();
            List<StoredRecord> members = new ArrayList<>();
            for (Wanted one : wanted) {
                StoredRecord user = new People(office.settings()).findOrAdd(desk, one.user(), one.email());
                members.add(joined(desk, team, user, one.role(), asked.members()));
                users.add(People.told(desk, user));
            }
            return lookup.told(desk, team)
                    .with("updated_users", new JsonArray(users))
                    .with("updated_team_memberships", new JsonArray(roster.told(desk, members)));
        }));
    }

    private static List<Wanted> wanted(@Nullable JsonValue member) {
        List<Wanted> wanted = switch (member) {
            case JsonObject one -> List.of(Wanted.of(one));
            case JsonArray several ->
                several.items().stream().map(one -> Wanted.of((JsonObject) one)).toList();
            case null, default -> List.of();
        };
        if (wanted.isEmpty() || wanted.size() > MOST_AT_ONCE) {
            throw Schema.wrong(
                    "member", wanted.size() + " members", "1 to " + MOST_AT_ONCE + " objects with role and user_id");
        }
        return wanted;
    }

    /** The team, once it is clear that the caller may let them in; users may join by themselves what the operator opens to them. */
    private StoredRecord team(Desk desk, String id, List<Wanted> wanted, JsonObject asked) {
        boolean oneself = wanted.size() == 1
                && wanted.getFirst().role().equals("user")
                && desk.authority().is(wanted.getFirst().user())
                && limits(asked).isEmpty();
        if (oneself && !desk.authority().onlyLooks() && new TeamRules(office).isAvailable(id)) {
            StoredRecord open = desk.locked(Table.TEAM, id);
            if (open != null) {
                return open;
            }
        }
        StoredRecord team = TeamRules.found(desk, id);
        TeamRules.mayLead(desk, team, "/team/member_add");
        inside(desk, team, asked);
        return team;
    }

    /** Nobody but administrators gives a member more than the team has. */
    private void inside(Desk desk, StoredRecord team, JsonObject asked) {
        if (desk.authority().isAdmin()) {
            return;
        }
        JsonObject above = team.document();
        if (asked.get("max_budget_in_team") instanceof JsonNumber wanted
                && above.get("max_budget") instanceof JsonNumber most
                && new BigDecimal(wanted.literal()).compareTo(new BigDecimal(most.literal())) > 0) {
            throw Schema.wrong(
                    "max_budget_in_team", wanted.literal(), "at most the team's max_budget, " + most.literal());
        }
        new Bounds(office.names()).within(limits(asked).without("max_budget"), above, "the team's");
    }

    private StoredRecord joined(Desk desk, StoredRecord team, StoredRecord user, String role, JsonObject asked) {
        if (Roster.find(desk, team.id(), user.id()) != null) {
            throw new BadRequestException(ErrorDetail.of("User already in team, user_id="
                            + Schema.cut(user.id()) + ", team_id=" + Schema.cut(team.id())
                            + " (expected: somebody who is not; /team/member_update changes members)")
                    .withType("team_member_already_in_team")
                    .withParam("user_id")
                    .withCode("400"));
        }
        return roster.join(desk, team, user.id(), role, limits(asked));
    }

    /** The limits of a member under a budget's names. */
    private static JsonObject limits(JsonObject asked) {
        JsonObject.Builder limits = JsonObject.builder();
        limits.putIfPresent("max_budget", asked.get("max_budget_in_team"));
        for (String name : List.of("tpm_limit", "rpm_limit", "budget_duration", "allowed_models")) {
            limits.putIfPresent(name, asked.get(name));
        }
        return limits.build();
    }

    /** {@code POST /team/bulk_member_add}. */
    public JsonObject addSeveral(Request request) {
        JsonObject asked = SEVERAL.read(request.exchange().body()).members();
        String id = Schema.required(asked, "team_id");
        boolean everybody = Boolean.TRUE.equals(asked.bool("all_users"));
        List<Wanted> named = everybody ? List.of() : wanted(asked.get("members"));
        return office.change(request, desk -> {
            StoredRecord team = TeamRules.found(desk, id);
            TeamRules.mayLead(desk, team, "/team/bulk_member_add");
            inside(desk, team, asked);
            List<JsonValue> results = new ArrayList<>();
            long failed = 0;
            for (Wanted one : everybody ? everybody(desk) : named) {
                JsonObject result = attempted(desk, team, one, asked);
                failed += Boolean.TRUE.equals(result.bool("success")) ? 0 : 1;
                results.add(result);
            }
            return JsonObject.builder()
                    .put("team_id", id)
                    .put("results", new JsonArray(results))
                    .put("total_requested", results.size())
                    .put("successful_additions", results.size() - failed)
                    .put("failed_additions", failed)
                    .put("updated_team", lookup.told(desk, team))
                    .build();
        });
    }

    private static List<Wanted> everybody(Desk desk) {
        if (!desk.authority().isAdmin()) {
            throw Desk.forbidden("all_users: only administrators may add everybody");
        }
        if (desk.records().count(Table.USER, RecordQuery.all()) > MOST_AT_ONCE) {
            throw Schema.refused(
                    "all_users: there are more than " + MOST_AT_ONCE
                            + " users (expected: members, in several requests)",
                    "all_users");
        }
        return desk.records().list(Table.USER, RecordQuery.all()).stream()
                .map(user -> new Wanted(user.id(), null, "user"))
                .toList();
    }

    private JsonObject attempted(Desk desk, StoredRecord team, Wanted one, JsonObject asked) {
        JsonObject named = JsonObject.builder()
                .put("user_id", one.user() == null ? JsonNull.NULL : new JsonString(one.user()))
                .put("user_email", one.email() == null ? JsonNull.NULL : new JsonString(one.email()))
                .build();
        try {
            StoredRecord user = new People(office.settings()).findOrAdd(desk, one.user(), one.email());
            joined(desk, team, user, one.role(), asked);
            return named.with("user_id", new JsonString(user.id())).with("success", JsonBoolean.TRUE);
        } catch (LlmException refused) {
            return named.with("success", JsonBoolean.FALSE)
                    .with("error", new JsonString(refused.detail().message()));
        }
    }

    /** {@code POST /team/member_update}. */
    public JsonObject update(Request request) {
        Schema.Asked asked = CHANGED.read(request.exchange().body());
        JsonObject members = asked.members();
        return asked.telling(office.change(request, desk -> {
            StoredRecord team = TeamRules.found(desk, Schema.required(members, "team_id"));
            TeamRules.mayLead(desk, team, "/team/member_update");
            inside(desk, team, members);
            StoredRecord member = member(desk, team, members);
            JsonObject document = member.document();
            String role = members.string("role");
            document = role == null ? document : document.with("role", new JsonString(Wanted.known(role)));
            String budget = new Budgets(office).change(desk, document.string("budget_id"), limits(members));
            document = budget == null ? document : document.with("budget_id", new JsonString(budget));
            desk.change(Table.TEAM_MEMBER, member, document);
            return told(desk, team, document);
        }));
    }

    private static JsonObject told(Desk desk, StoredRecord team, JsonObject member) {
        StoredRecord user = desk.find(Table.USER, member.string("user_id"));
        StoredRecord budget = desk.find(Table.BUDGET, member.string("budget_id"));
        JsonObject limits = budget == null ? JsonObject.EMPTY : budget.document();
        return JsonObject.builder()
                .put("team_id", team.id())
                .putIfPresent("user_id", member.string("user_id"))
                .put("user_email", Shape.orNull(user == null ? JsonObject.EMPTY : user.document(), "user_email"))
                .putIfPresent("role", member.string("role"))
                .put("max_budget_in_team", Shape.orNull(limits, "max_budget"))
                .put("tpm_limit", Shape.orNull(limits, "tpm_limit"))
                .put("rpm_limit", Shape.orNull(limits, "rpm_limit"))
                .build();
    }

    /** {@code POST /team/member_delete}: with the keys that the member has in the team. */
    public JsonObject remove(Request request) {
        JsonObject asked = REMOVED.read(request.exchange().body()).members();
        List<JsonObject> told = new ArrayList<>();
        Removals removed = office.change(request, desk -> {
            StoredRecord team = TeamRules.found(desk, Schema.required(asked, "team_id"));
            TeamRules.mayLead(desk, team, "/team/member_delete");
            Removals removals = new Removals(desk);
            removals.member(member(desk, team, asked));
            told.clear();
            told.add(lookup.told(desk, team));
            return removals;
        });
        removed.tell(watcher);
        return told.getFirst();
    }

    private static StoredRecord member(Desk desk, StoredRecord team, JsonObject asked) {
        String id = asked.string("user_id");
        String email = asked.string("user_email");
        if (id == null && email == null) {
            throw Schema.refused("user_id: missing (expected: user_id or user_email)", "user_id");
        }
        StoredRecord user = id == null ? People.find(desk, null, email) : null;
        String wanted = id != null ? id : user == null ? null : user.id();
        StoredRecord member = wanted == null ? null : Roster.find(desk, team.id(), wanted);
        if (member == null) {
            throw Desk.absent("Member of the team", id == null ? String.valueOf(email) : id);
        }
        return member;
    }
}
