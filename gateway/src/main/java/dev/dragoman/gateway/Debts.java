package dev.dragoman.gateway;

import dev.dragoman.gateway.budget.JdbcBankStore;
import dev.dragoman.gateway.call.BudgetAccount;
import dev.dragoman.gateway.call.BudgetLevel;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Payer;
import dev.dragoman.gateway.ledger.Settlement;
import dev.dragoman.gateway.ledger.SpendRow;
import dev.dragoman.gateway.store.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Lets budgets pay for the rows of the ledger: a row carries the accounts that were debited when its call was admitted. */
final class Debts implements Settlement {

    private static final int MEMBERS = 4;

    /** What a row says of its payers: for each the level, id and window of its account, and the owner of the lease or nothing. */
    static List<String> of(Call call) {
        List<Payer.Debit> debits = call.payer().debits();
        if (debits.isEmpty()) {
            return List.of();
        }
        List<String> all = new ArrayList<>(debits.size() * MEMBERS);
        for (Payer.Debit debit : debits) {
            all.add(debit.account().level().word());
            all.add(debit.account().id());
            all.add(debit.account().window());
            all.add(Objects.requireNonNullElse(debit.owner(), ""));
        }
        return all;
    }

    @Override
    public void settle(Session session, List<SpendRow> rows) {
        // One statement for each account and owner, and in the order in which everyone locks accounts.
        Map<BudgetAccount, Map<String, Long>> sums = new TreeMap<>(Comparator.naturalOrder());
        for (SpendRow row : rows) {
            if (row.spend() != 0) {
                add(row.payment(), row.spend(), sums);
            }
        }
        sums.forEach((account, owners) -> owners.forEach(
                (owner, nanos) -> JdbcBankStore.settle(session, account, owner.isEmpty() ? null : owner, nanos)));
    }

    private static void add(List<String> debits, long nanos, Map<BudgetAccount, Map<String, Long>> sums) {
        for (int i = 0; i + MEMBERS <= debits.size(); i += MEMBERS) {
            BudgetLevel level = BudgetLevel.valueOf(debits.get(i).toUpperCase(Locale.ROOT));
            BudgetAccount account = new BudgetAccount(level, debits.get(i + 1), debits.get(i + 2));
            sums.computeIfAbsent(account, any -> new HashMap<>()).merge(debits.get(i + 3), nanos, Math::addExact);
        }
    }
}
