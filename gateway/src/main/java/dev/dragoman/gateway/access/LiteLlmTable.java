package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables of LiteLLM's database that are brought over, in the order in which they must be.
 *
 * @see <a href="https://github.com/BerriAI/litellm/blob/main/schema.prisma">LiteLLM: its tables</a>
 */
enum LiteLlmTable {
    BUDGETS("LiteLLM_BudgetTable", Table.BUDGET, null, "budget_id"),
    ORGANIZATIONS("LiteLLM_OrganizationTable", Table.ORGANIZATION, "organization", "organization_id"),
    USERS("LiteLLM_UserTable", Table.USER, "user", "user_id"),
    TEAMS("LiteLLM_TeamTable", Table.TEAM, "team", "team_id"),
    ORGANIZATION_MEMBERS("LiteLLM_OrganizationMembership", Table.ORGANIZATION_MEMBER, null, "organization_id user_id"),
    KEYS("LiteLLM_VerificationToken", Table.KEY, "key", "token"),
    FORMER_KEYS("LiteLLM_DeprecatedVerificationToken", Table.FORMER_KEY, null, "token"),
    CUSTOMERS("LiteLLM_EndUserTable", Table.CUSTOMER, "end_user", "user_id"),
    TAGS("LiteLLM_TagTable", Table.TAG, "tag", "tag_name");

    private final String foreign;
    private final Table table;
    private final @Nullable String level;
    private final String id;

    LiteLlmTable(String foreign, Table table, @Nullable String level, String id) {
        this.foreign = foreign;
        this.table = table;
        this.level = level;
        this.id = id;
    }

    /** Its name there. */
    String foreign() {
        return foreign;
    }

    /** What its rows become. */
    Table table() {
        return table;
    }

    /** Where its spend is counted; null when it has none. */
    @Nullable
    String level() {
        return level;
    }

    /** The columns that make the id. */
    List<String> id() {
        return List.of(id.split(" ", -1));
    }
}
