package dev.dragoman.gateway.access;

import dev.dragoman.gateway.call.BudgetLevel;
import dev.dragoman.gateway.call.BudgetLine;
import dev.dragoman.gateway.call.BudgetSource;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The budgets that came with a key, those of the end user and the tags of the call, and the whole gateway's. */
public final class GrantBudgets implements BudgetSource {

    private final Outsiders outsiders;
    private final Supplier<@Nullable BudgetLine> global;
    private final InstantSource clock;

    /**
     * A source.
     *
     * @param global the whole gateway's; null when it has none
     */
    public GrantBudgets(Outsiders outsiders, Supplier<@Nullable BudgetLine> global, InstantSource clock) {
        this.outsiders = outsiders;
        this.global = global;
        this.clock = clock;
    }

    @Override
    public List<BudgetLine> budgets(Call call) {
        BudgetLine whole = global.get();
        if (!(call.caller().grant() instanceof Entitlements grant)
                || call.caller().admin()) {
            return whole == null ? List.of() : List.of(whole);
        }
        List<BudgetLine> lines = new ArrayList<>(4);
        key(grant, call.model(), lines);
        lines.addAll(grant.budgets());
        for (String tag : outsiders.tagNames(call)) {
            JsonObject known = outsiders.tag(tag);
            add(known == null ? null : line(BudgetLevel.TAG, tag, known, tag), lines);
        }
        String customer = outsiders.customerId(call);
        JsonObject known = customer == null ? null : outsiders.customer(customer);
        if (customer != null && known != null) {
            add(line(BudgetLevel.END_USER, customer, known, customer), lines);
        }
        add(whole, lines);
        return lines;
    }

    /** The key's own: its budget may be raised for a while, and it may have one for the model. */
    private void key(Entitlements grant, String model, List<BudgetLine> lines) {
        BudgetLine own = grant.keyBudget();
        if (own != null) {
            Instant until = grant.raisedUntil();
            boolean raised = until != null && clock.instant().isBefore(until);
            lines.add(raised ? raised(own, grant.raise()) : own);
        }
        JsonObject budgets = grant.key().object("model_max_budget");
        if (budgets != null && !budgets.isEmpty()) {
            add(ofModel(grant, budgets, model), lines);
        }
    }

    private static BudgetLine raised(BudgetLine line, long by) {
        return new BudgetLine(
                line.level(),
                line.id(),
                Math.addExact(line.maxNanos(), by),
                line.softNanos(),
                line.duration(),
                line.anchor(),
                line.names());
    }

    /** The budget of the most exact name: as asked, then without what stands before the last slash. */
    private static @Nullable BudgetLine ofModel(Entitlements grant, JsonObject budgets, String model) {
        String name = budgets.has(model) ? model : model.substring(model.lastIndexOf('/') + 1);
        JsonValue value = budgets.get(name);
        if (value == null) {
            return null;
        }
        JsonObject budget = value instanceof JsonObject object ? object : JsonObject.EMPTY;
        Long most = value instanceof JsonNumber number
                ? Long.valueOf(Money.nanos(number))
                : first(Money.nanos(budget, "budget_limit"), Money.nanos(budget, "max_budget"));
        String period = budget.string("time_period");
        return most == null
                ? null
                : new BudgetLine(
                        BudgetLevel.KEY_MODEL,
                        grant.account() + ":" + name,
                        most,
                        period != null ? period : budget.string("budget_duration"),
                        began(grant.key()),
                        grant.hash(),
                        Entitlements.named(grant.key(), "key_alias"),
                        name);
    }

    private static @Nullable Long first(@Nullable Long one, @Nullable Long other) {
        return one != null ? one : other;
    }

    /** The budget of a document; null when it has none, and nobody wants to be told of spending. */
    static @Nullable BudgetLine line(BudgetLevel level, String id, JsonObject document, String... names) {
        Long most = Money.nanos(document, "max_budget");
        Long soft = Money.nanos(document, "soft_budget");
        String duration = document.string("budget_duration");
        if (most == null && soft == null && duration == null) {
            return null;
        }
        return new BudgetLine(
                level, id, most == null ? BudgetLine.UNLIMITED : most, soft, duration, began(document), List.of(names));
    }

    /** Further windows of a budget. */
    static List<BudgetLine> windows(BudgetLevel level, String id, JsonObject document, String... names) {
        JsonArray windows = document.array("budget_limits");
        List<BudgetLine> lines = new ArrayList<>();
        for (JsonValue each : windows == null ? JsonArray.EMPTY : windows) {
            JsonObject window = (JsonObject) each;
            Long most = Money.nanos(window, "max_budget");
            String duration = window.string("budget_duration");
            if (most != null && duration != null) {
                List<String> told = new ArrayList<>(List.of(names));
                told.add(duration);
                lines.add(new BudgetLine(level, id + ":" + duration, most, null, duration, began(document), told));
            }
        }
        return lines;
    }

    /** All budgets that hold whatever is asked, but for the key's own, in the order in which they are checked. */
    static List<BudgetLine> usual(Entitlements grant) {
        List<BudgetLine> lines = new ArrayList<>();
        String team = grant.teamId();
        String user = grant.userId();
        String organization = grant.organizationId();
        if (team != null) {
            add(
                    line(BudgetLevel.TEAM, team, grant.team(), team, Entitlements.named(grant.team(), "team_alias")),
                    lines);
            lines.addAll(windows(BudgetLevel.TEAM_WINDOW, team, grant.team(), team));
        }
        lines.addAll(windows(BudgetLevel.KEY_WINDOW, grant.account(), grant.key()));
        if (organization != null) {
            String alias = Entitlements.named(grant.organization(), "organization_alias");
            add(line(BudgetLevel.ORGANIZATION, organization, grant.organization(), organization, alias), lines);
        }
        if (user != null && team == null) {
            add(line(BudgetLevel.USER, user, grant.user(), user), lines);
        }
        if (user != null && team != null) {
            add(line(BudgetLevel.TEAM_MEMBER, team + ":" + user, grant.member(), user, team), lines);
        }
        return List.copyOf(lines);
    }

    private static Instant began(JsonObject document) {
        String text = document.string("created_at");
        Instant time = text == null ? null : FieldKind.time(text);
        return time == null ? Instant.EPOCH : time;
    }

    private static void add(@Nullable BudgetLine line, List<BudgetLine> lines) {
        if (line != null) {
            lines.add(line);
        }
    }
}
