package dev.dragoman.gateway.alert;

import dev.dragoman.catalog.Cost;
import dev.dragoman.gateway.call.BudgetLevel;
import dev.dragoman.gateway.call.BudgetLine;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Alerts of budgets, in LiteLLM's form.
 *
 * @see <a href="https://docs.litellm.ai/docs/proxy/alerting">LiteLLM: alerting</a>
 */
public final class BudgetMessages {

    /** The type of these alerts. */
    public static final String TYPE = "budget_alerts";

    private BudgetMessages() {}

    /** A soft budget was spent, which stops nobody. */
    public static Alert soft(BudgetLine line, long spentNanos, Instant now) {
        Long soft = line.softNanos();
        String budget = soft == null ? "" : Cost.dollars(soft);
        return alert(
                "soft_budget_crossed",
                "Soft Budget Crossed: Total Soft Budget:`" + budget + "`",
                line,
                spentNanos,
                now);
    }

    /** Little of a budget is left. */
    public static Alert threshold(BudgetLine line, long spentNanos, int percentLeft, Instant now) {
        return alert("threshold_crossed", title(line) + percentLeft + "% Threshold Crossed", line, spentNanos, now);
    }

    /** A budget is spent: calls are refused. */
    public static Alert exhausted(BudgetLine line, long spentNanos, Instant now) {
        String total = Cost.dollars(line.maxNanos());
        return alert(
                "budget_crossed", title(line) + "Budget Crossed\n Total Budget:`" + total + "`", line, spentNanos, now);
    }

    private static Alert alert(String event, String message, BudgetLine line, long spentNanos, Instant now) {
        JsonObject facts = facts(line, spentNanos);
        JsonObject whole = JsonObject.builder()
                .put("event", event)
                .put("event_message", message)
                .build()
                .merged(facts);
        return new Alert(TYPE, now, message + "\n\n" + listed(facts), whole);
    }

    private static String title(BudgetLine line) {
        return switch (line.level()) {
            case GLOBAL -> "Proxy Budget: ";
            case TEAM, TEAM_WINDOW -> "Team Budget: ";
            case TEAM_MEMBER -> "Team Member Budget: ";
            case ORGANIZATION -> "Organization Budget: ";
            case PROJECT -> "Project Budget: ";
            case TAG -> "Tag Budget: ";
            case USER -> "User Budget: ";
            case END_USER -> "Customer Budget: ";
            case PROVIDER -> "Provider Budget: ";
            case KEY, KEY_WINDOW, KEY_MODEL -> "Key Budget: ";
        };
    }

    private static JsonObject facts(BudgetLine line, long spentNanos) {
        Long soft = line.softNanos();
        JsonObject.Builder facts = JsonObject.builder().put("spend", dollars(spentNanos));
        facts.putIfPresent("max_budget", line.isHard() ? dollars(line.maxNanos()) : null);
        facts.putIfPresent("soft_budget", soft == null ? null : dollars(soft));
        who(facts, line);
        return facts.put("event_group", group(line.level())).build();
    }

    private static void who(JsonObject.Builder facts, BudgetLine line) {
        switch (line.level()) {
            case KEY, KEY_MODEL ->
                facts.putIfPresent("token", name(line, 0)).putIfPresent("key_alias", named(name(line, 1)));
            case TEAM -> facts.putIfPresent("team_id", name(line, 0)).putIfPresent("team_alias", named(name(line, 1)));
            case TEAM_WINDOW -> facts.putIfPresent("team_id", name(line, 0));
            case TEAM_MEMBER -> facts.putIfPresent("user_id", name(line, 0)).putIfPresent("team_id", name(line, 1));
            case ORGANIZATION -> facts.putIfPresent("organization_id", name(line, 0));
            case USER -> facts.putIfPresent("user_id", name(line, 0));
            case END_USER -> facts.putIfPresent("customer_id", name(line, 0));
            case TAG, PROJECT, PROVIDER, KEY_WINDOW -> facts.put("id", line.id());
            case GLOBAL -> {}
        }
    }

    private static String group(BudgetLevel level) {
        return switch (level) {
            case KEY, KEY_WINDOW, KEY_MODEL -> "key";
            case TEAM, TEAM_WINDOW -> "team";
            case TEAM_MEMBER -> "team_member";
            case ORGANIZATION -> "organization";
            case PROJECT -> "project";
            case TAG -> "tag";
            case USER -> "user";
            case END_USER -> "end_user";
            case PROVIDER -> "provider";
            case GLOBAL -> "proxy";
        };
    }

    /** For people, without the key's hash. */
    private static String listed(JsonObject facts) {
        StringBuilder text = new StringBuilder();
        facts.without("token")
                .forEach((name, value) -> text.append('*')
                        .append(name)
                        .append(":* `")
                        .append(shown(value.toJson()))
                        .append("`\n"));
        return text.toString();
    }

    private static String shown(String json) {
        return json.startsWith("\"") ? json.substring(1, json.length() - 1).replace('`', '\'') : json;
    }

    private static JsonNumber dollars(long nanos) {
        return new JsonNumber(Cost.dollars(nanos));
    }

    private static @Nullable String name(BudgetLine line, int at) {
        return at < line.names().size() ? line.names().get(at) : null;
    }

    private static @Nullable String named(@Nullable String alias) {
        return "None".equals(alias) ? null : alias;
    }
}
