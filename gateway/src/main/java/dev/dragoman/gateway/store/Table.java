package dev.dragoman.gateway.store;

import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kinds of records, with the members of their documents that are searched for. */
public enum Table {
    /** A key that callers hold; its id is the key's hash. */
    KEY("virtual_key", "key_alias", "user_id", "expires", "key_rotation_at"),
    /** A key that was deleted, kept for the names in reports. */
    DELETED_KEY("deleted_key", "key_alias", "user_id", "expires", "key_rotation_at"),
    /** A key that was rotated and goes on working for a while; {@code active_token} is the hash of its successor. */
    FORMER_KEY("former_key", "key_alias", "active_token", "expires", "revoke_at"),
    /** A team. */
    TEAM("team", "team_alias", "user_id", "expires", "budget_reset_at"),
    /** A team that was deleted, kept for the names in reports. */
    DELETED_TEAM("deleted_team", "team_alias", "user_id", "expires", "budget_reset_at"),
    /** An internal user; the alias is the e-mail address in lower case. */
    USER("person", "user_email", "sso_user_id", "expires", "budget_reset_at"),
    /** An organization. */
    ORGANIZATION("organization", "organization_alias", "user_id", "expires", "budget_reset_at"),
    /** A user in a team; the id is {@code team:user}. */
    TEAM_MEMBER("team_member", "role", "user_id", "expires", "budget_reset_at"),
    /** A user in an organization; the id is {@code organization:user}. */
    ORGANIZATION_MEMBER("organization_member", "user_role", "user_id", "expires", "budget_reset_at"),
    /** A budget and limits that several may share. */
    BUDGET("budget", "budget_alias", "user_id", "expires", "budget_reset_at"),
    /** An end user of somebody's application. */
    CUSTOMER("customer", "alias", "user_id", "expires", "budget_reset_at"),
    /** A tag of requests. */
    TAG("tag", "tag_alias", "user_id", "expires", "budget_reset_at"),
    /** A link by which a user sets a password. */
    INVITATION("invitation", "alias", "user_id", "expires_at", "budget_reset_at"),
    /** A claim of tokens that stands for a key; the alias is the key's hash. */
    TOKEN_KEY("token_key", "token", "user_id", "expires", "budget_reset_at"),
    /** A model that was made by the API; the alias is its name, the secrets in it are encrypted. */
    MODEL("model", "model_name", "user_id", "expires", "budget_reset_at"),
    /** A named set of credentials, encrypted; the id is its name. */
    CREDENTIAL("credential", "credential_name", "user_id", "expires", "budget_reset_at");

    private final String sql;
    private final String alias;
    private final String user;
    private final String expires;
    private final String due;

    Table(String sql, String alias, String user, String expires, String due) {
        this.sql = sql;
        this.alias = alias;
        this.user = user;
        this.expires = expires;
        this.due = due;
    }

    /** Its name where spend is counted. */
    String level() {
        return switch (this) {
            case KEY, DELETED_KEY, FORMER_KEY -> "key";
            case TEAM, DELETED_TEAM -> "team";
            case USER -> "user";
            case CUSTOMER -> "end_user";
            default -> sql;
        };
    }

    String sql() {
        return sql;
    }

    /** The kind of such a name in the database; null when there is none. */
    static @Nullable Table of(String sql) {
        for (Table table : values()) {
            if (table.sql.equals(sql)) {
                return table;
            }
        }
        return null;
    }

    @Nullable
    Object[] columns(JsonObject document) {
        String name = document.string(alias);
        return new @Nullable Object[] {
            this == USER && name != null ? name.toLowerCase(Locale.ROOT) : name,
            document.string(user),
            document.string("team_id"),
            document.string("organization_id"),
            document.string("budget_id"),
            time(document.string(expires)),
            time(document.string(due)),
            nanoDollars(document.get("max_budget"))
        };
    }

    private static @Nullable Long nanoDollars(@Nullable JsonValue dollars) {
        return dollars instanceof JsonNumber number
                ? new BigDecimal(number.literal()).movePointRight(9).longValue()
                : null;
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException noTime) {
            return null;
        }
    }
}
