package dev.dragoman.gateway.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which records are looked for; all conditions hold at once. A builder, confined to one thread. */
public final class RecordQuery {

    private final StringBuilder where = new StringBuilder();
    private final List<@Nullable Object> values = new ArrayList<>();
    private String order = "created_at DESC, id";
    private @Nullable Integer limit;
    private int offset;

    private RecordQuery() {}

    /** All records of a kind. */
    public static RecordQuery all() {
        return new RecordQuery();
    }

    /** Those with this alias; all when it is null. */
    public RecordQuery alias(@Nullable String alias) {
        return equal("alias", alias);
    }

    /** Those whose alias holds this text, in any case; all when it is null. */
    public RecordQuery aliasLike(@Nullable String part) {
        if (part != null) {
            and("LOWER(alias) LIKE ? ESCAPE '\\'", "%" + escaped(part) + "%");
        }
        return this;
    }

    private static String escaped(String part) {
        return part.toLowerCase(Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
    }

    /** Those that have an alias. */
    public RecordQuery named() {
        and("alias IS NOT NULL");
        return this;
    }

    /** Those of this user; all when it is null. */
    public RecordQuery user(@Nullable String user) {
        return equal("user_id", user);
    }

    /** Those whose document has this text; all when it is null. It has no index: for kinds of which there are few. */
    public RecordQuery member(Member member, @Nullable String value) {
        return value == null ? this : equal("{" + member.name().toLowerCase(Locale.ROOT) + "}", value);
    }

    /** What can be searched for in documents. */
    public enum Member {
        /** The role of a user. */
        USER_ROLE
    }

    /** Those with one of these ids, or of these organizations. */
    public RecordQuery idsOrOrganizations(List<String> ids, List<String> organizations) {
        StringBuilder condition = new StringBuilder("(1 = 0");
        List<@Nullable Object> all = new ArrayList<>();
        or(condition, all, "id IN (", ids);
        or(condition, all, "organization_id IN (", organizations);
        and(condition.append(')').toString(), all.toArray());
        return this;
    }

    /** Those of one of these users. */
    public RecordQuery users(List<String> users) {
        return in("user_id", users);
    }

    /** Those of this team; all when it is null. */
    public RecordQuery team(@Nullable String team) {
        return equal("team_id", team);
    }

    /** Those of one of these teams. */
    public RecordQuery teams(List<String> teams) {
        return in("team_id", teams);
    }

    /** Those of this organization; all when it is null. */
    public RecordQuery organization(@Nullable String organization) {
        return equal("organization_id", organization);
    }

    /** Those of one of these organizations. */
    public RecordQuery organizations(List<String> organizations) {
        return in("organization_id", organizations);
    }

    /** Those that share this budget; all when it is null. */
    public RecordQuery budget(@Nullable String budget) {
        return equal("budget_id", budget);
    }

    /** Those made by this user; all when it is null. */
    public RecordQuery createdBy(@Nullable String user) {
        return equal("created_by", user);
    }

    /** That with this id; all when it is null. */
    public RecordQuery id(@Nullable String id) {
        return equal("id", id);
    }

    /** Those with one of these ids. */
    public RecordQuery ids(List<String> ids) {
        return in("id", ids);
    }

    /** All but that with this id. */
    public RecordQuery notId(String id) {
        and("id <> ?", id);
        return this;
    }

    /** Those whose document holds this text somewhere, in any case. It has no index: for kinds of which there are few. */
    public RecordQuery holding(String text) {
        and("LOWER(document) LIKE ? ESCAPE '\\'", "%" + escaped(text) + "%");
        return this;
    }

    /** Those that do not belong to this team. */
    public RecordQuery notTeam(String team) {
        and("(team_id IS NULL OR team_id <> ?)", team);
        return this;
    }

    /** Those of this user, of these teams, of nobody in those teams, or of these organizations. */
    public RecordQuery userOrTeamsOrServices(
            String user, List<String> teams, List<String> serviceTeams, List<String> organizations) {
        StringBuilder condition = new StringBuilder("(user_id = ?");
        List<@Nullable Object> all = new ArrayList<>();
        all.add(user);
        or(condition, all, "team_id IN (", teams);
        or(condition, all, "user_id IS NULL AND team_id IN (", serviceTeams);
        or(condition, all, "organization_id IN (", organizations);
        and(condition.append(')').toString(), all.toArray());
        return this;
    }

    private static void or(StringBuilder condition, List<@Nullable Object> all, String in, List<String> wanted) {
        if (!wanted.isEmpty()) {
            condition.append(" OR ").append(in).append(marks(wanted.size())).append(')');
            all.addAll(wanted);
        }
    }

    /** Those that are due by then. */
    public RecordQuery dueBy(Instant time) {
        and("due_at <= ?", time);
        return this;
    }

    /** Those that ended before then. */
    public RecordQuery expiredBy(Instant time) {
        and("expires_at <= ?", time);
        return this;
    }

    /** In this order. */
    public RecordQuery order(Order by, boolean descending) {
        order = by.sql + (descending ? " DESC, id" : " ASC, id");
        return this;
    }

    /** A part of them. */
    public RecordQuery page(int most, int from) {
        limit = most;
        offset = from;
        return this;
    }

    /** What records can be sorted by. */
    public enum Order {
        /** When they were made. */
        CREATED("created_at"),
        /** When they were changed last. */
        UPDATED("updated_at"),
        /** Their id. */
        ID("id"),
        /** Their alias. */
        ALIAS("alias"),
        /** What they ever spent. */
        SPEND("COALESCE((SELECT spend FROM spend_total WHERE level = '{level}' AND spend_total.id = r.id), 0)"),
        /** Their budget. */
        BUDGET("COALESCE(amount, -1)");

        private final String sql;

        Order(String sql) {
            this.sql = sql;
        }
    }

    private RecordQuery equal(String column, @Nullable String value) {
        if (value != null) {
            and(column + " = ?", value);
        }
        return this;
    }

    private RecordQuery in(String column, List<String> wanted) {
        if (wanted.isEmpty()) {
            and("1 = 0");
        } else {
            and(column + " IN (" + marks(wanted.size()) + ")", wanted.toArray());
        }
        return this;
    }

    private static String marks(int count) {
        return "?" + ", ?".repeat(count - 1);
    }

    private void and(String condition, @Nullable Object... with) {
        where.append(where.isEmpty() ? " WHERE " : " AND ").append(condition);
        values.addAll(java.util.Arrays.asList(with));
    }

    String where(Engine engine) {
        String text = where.toString();
        for (Member member : Member.values()) {
            String name = member.name().toLowerCase(Locale.ROOT);
            text = text.replace("{" + name + "}", engine.member(name));
        }
        return text;
    }

    String tail(Table table) {
        return " ORDER BY " + order.replace("{level}", table.level())
                + (limit == null ? "" : " LIMIT " + limit + " OFFSET " + offset);
    }

    @Nullable
    Object[] values() {
        return values.toArray();
    }
}
