package dev.dragoman.gateway;

import dev.dragoman.gateway.budget.JdbcBankStore;
import dev.dragoman.gateway.call.BudgetAccount;
import dev.dragoman.gateway.call.BudgetLevel;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Payer;
import dev.dragoman.gateway.ledger.Settlement;
import dev.dragoman.gateway.ledger.SpendRow;
import dev.dragoman.gateway.store.Session;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lets budgets pay for the rows of the ledger: a row carries the accounts that were debited when its call was admitted. */
final class Debts implements Settlement {

    private static final int MEMBERS = 4;

    /** What a row says of its payers. */
    static JsonArray of(Call call) {
        List<Payer.Debit> debits = call.payer().debits();
        if (debits.isEmpty()) {
            return JsonArray.EMPTY;
        }
        List<JsonValue> all = new ArrayList<>(debits.size());
        for (Payer.Debit debit : debits) {
            String owner = debit.owner();
            all.add(JsonArray.of(
                    new JsonString(debit.account().level().word()),
                    new JsonString(debit.account().id()),
                    new JsonString(debit.account().window()),
                    owner == null ? JsonNull.NULL : new JsonString(owner)));
        }
        return new JsonArray(all);
    }

    @Override
    public void settle(Session session, List<SpendRow> rows) {
        // One statement for each account and owner, and in the order in which everyone locks accounts.
        Map<BudgetAccount, Map<String, Long>> sums = new TreeMap<>(Comparator.naturalOrder());
        for (SpendRow row : rows) {
            if (row.spend() != 0) {
                row.payment().forEach(debit -> add(debit, row.spend(), sums));
            }
        }
        sums.forEach((account, owners) -> owners.forEach(
                (owner, nanos) -> JdbcBankStore.settle(session, account, owner.isEmpty() ? null : owner, nanos)));
    }

    private static void add(JsonValue debit, long nanos, Map<BudgetAccount, Map<String, Long>> sums) {
        if (debit instanceof JsonArray parts && parts.size() == MEMBERS) {
            BudgetLevel level = BudgetLevel.valueOf(text(parts, 0).toUpperCase(Locale.ROOT));
            BudgetAccount account = new BudgetAccount(level, text(parts, 1), text(parts, 2));
            sums.computeIfAbsent(account, any -> new HashMap<>()).merge(text(parts, 3), nanos, Math::addExact);
        }
    }

    private static String text(JsonArray parts, int at) {
        @Nullable JsonValue part = parts.items().get(at);
        return part instanceof JsonString text ? text.value() : "";
    }
}
