package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is in which team. Memberships are what counts; what teams tell of members and users of teams is read from them. */
final class Roster {

    private final Office office;

    Roster(Office office) {
        this.office = office;
    }

    static String id(String team, String user) {
        return team + ":" + user;
    }

    /** The membership; null when there is none. */
    static @Nullable StoredRecord find(Desk desk, String team, String user) {
        return desk.find(Table.TEAM_MEMBER, id(team, user));
    }

    /** Makes a user a member of a team that is locked. */
    StoredRecord join(Desk desk, StoredRecord team, String user, String role, JsonObject limits) {
        JsonObject.Builder document = JsonObject.builder()
                .put("team_id", team.id())
                .put("user_id", user)
                .put("role", role);
        if (!limits.isEmpty()) {
            document.put("budget_id", new Budgets(office).added(desk, limits));
        }
        JsonArray models = team.document().array("default_team_member_models");
        if (models != null && !models.isEmpty() && !limits.has("allowed_models")) {
            document.put("allowed_models", models);
        }
        JsonObject built = document.build();
        desk.insert(Table.TEAM_MEMBER, id(team.id(), user), built);
        return StoredRecord.made(id(team.id(), user), built, desk.now(), desk.changedBy());
    }

    /** Ends a membership. */
    static void leave(Desk desk, StoredRecord member) {
        desk.delete(Table.TEAM_MEMBER, member);
        Budgets.removeUnused(desk, member.document().string("budget_id"));
    }

    /** The memberships of a team, the oldest first. */
    static List<StoredRecord> ofTeam(Desk desk, String team) {
        return desk.records()
                .list(Table.TEAM_MEMBER, RecordQuery.all().team(team).order(RecordQuery.Order.CREATED, false));
    }

    /** The memberships of a user. */
    static List<StoredRecord> ofUser(Desk desk, String user) {
        return desk.records().list(Table.TEAM_MEMBER, RecordQuery.all().user(user));
    }

    /** The ids of the teams that a user is in. */
    static List<String> teams(Desk desk, String user) {
        return ofUser(desk, user).stream()
                .map(member -> String.valueOf(member.document().string("team_id")))
                .sorted()
                .toList();
    }

    /** The ids of the teams that each user is in. */
    static Map<String, List<String>> teams(Desk desk, List<StoredRecord> users) {
        Map<String, List<String>> teams = new HashMap<>();
        for (StoredRecord member : desk.records()
                .list(
                        Table.TEAM_MEMBER,
                        RecordQuery.all()
                                .users(users.stream().map(StoredRecord::id).toList()))) {
            teams.computeIfAbsent(String.valueOf(member.document().string("user_id")), any -> new ArrayList<>())
                    .add(String.valueOf(member.document().string("team_id")));
        }
        teams.values().forEach(ids -> ids.sort(Comparator.naturalOrder()));
        return teams;
    }

    /** The members of each team, as {@code members_with_roles} has them. */
    static Map<String, JsonArray> members(Desk desk, List<StoredRecord> teams) {
        List<StoredRecord> members = desk.records()
                .list(
                        Table.TEAM_MEMBER,
                        RecordQuery.all()
                                .teams(teams.stream().map(StoredRecord::id).toList())
                                .order(RecordQuery.Order.CREATED, false));
        Map<String, String> emails = emails(desk, members);
        Map<String, List<JsonValue>> told = new HashMap<>();
        for (StoredRecord member : members) {
            told.computeIfAbsent(String.valueOf(member.document().string("team_id")), any -> new ArrayList<>())
                    .add(told(member, emails));
        }
        Map<String, JsonArray> all = new HashMap<>();
        teams.forEach(team -> all.put(team.id(), new JsonArray(told.getOrDefault(team.id(), List.of()))));
        return all;
    }

    private static JsonObject told(StoredRecord member, Map<String, String> emails) {
        String user = String.valueOf(member.document().string("user_id"));
        String email = emails.get(user);
        return JsonObject.builder()
                .put("user_id", user)
                .put("user_email", email == null ? JsonNull.NULL : new JsonString(email))
                .putIfPresent("role", member.document().string("role"))
                .build();
    }

    private static Map<String, String> emails(Desk desk, List<StoredRecord> members) {
        List<String> ids = members.stream()
                .map(member -> String.valueOf(member.document().string("user_id")))
                .distinct()
                .toList();
        Map<String, String> emails = new HashMap<>();
        for (StoredRecord user :
                desk.records().list(Table.USER, RecordQuery.all().ids(ids))) {
            String email = user.document().string("user_email");
            if (email != null) {
                emails.put(user.id(), email);
            }
        }
        return emails;
    }

    /** Memberships with their spend and budgets. */
    List<JsonValue> told(Desk desk, List<StoredRecord> members) {
        Map<String, Long> spent = office.spent(desk, "team_member", members);
        List<JsonValue> told = new ArrayList<>();
        for (StoredRecord member : members) {
            JsonObject document = member.document();
            told.add(JsonObject.builder()
                    .putIfPresent("user_id", document.string("user_id"))
                    .putIfPresent("team_id", document.string("team_id"))
                    .putIfPresent("role", document.string("role"))
                    .put("spend", Money.dollars(spent.getOrDefault(member.id(), 0L)))
                    .put("budget_id", Shape.orNull(document, "budget_id"))
                    .put("litellm_budget_table", Budgets.told(desk, document.string("budget_id")))
                    .build());
        }
        return told;
    }
}
