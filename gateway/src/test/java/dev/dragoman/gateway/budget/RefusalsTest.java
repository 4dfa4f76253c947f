package dev.dragoman.gateway.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.call.BudgetLevel;
import dev.dragoman.gateway.call.BudgetLine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RefusalsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KEY | 72000 | 200 | '' | Budget has been exceeded! Current cost: 7.2e-05, Max budget: 2e-07",
                "GLOBAL | 11300000 | 10000000 | '' | Budget has been exceeded! Current cost: 0.0113, Max budget: 0.01",
                "TEAM | 5000000000 | 5000000000 | t1 | Budget has been exceeded! Team=t1 Current cost: 5.0, Max budget: 5.0",
                "ORGANIZATION | 10500000000 | 10000000000 | o | Budget has been exceeded! Organization=o Current cost: 10.5, Max budget: 10.0",
                "PROJECT | 100000 | 100000 | p | Budget has been exceeded! Project=p Current cost: 0.0001, Max budget: 0.0001",
                "TAG | 0 | 0 | ci | Budget has been exceeded! Tag=ci Current cost: 0.0, Max budget: 0.0",
                "TEAM_MEMBER | 12345 | 1 | u,t | Budget has been exceeded! User=u in Team=t Current cost: 1.2345e-05, Max budget: 1e-09",
                "USER | 20000000000 | 10000000000 | u | ExceededBudget: User=u over budget. Spend=20.0, Budget=10.0",
                "END_USER | 1 | 2 | e | ExceededBudget: End User=e over budget. Spend=1e-09, Budget=2e-09",
                "KEY_WINDOW | 1234500 | 0 | 24h | ExceededBudget: Key over 24h budget. Spend=$0.0012, Limit=$0.00",
                "TEAM_WINDOW | 0 | 0 | t,24h | ExceededBudget: Team=t over 24h budget. Spend=$0.0000, Limit=$0.00",
                "KEY_MODEL | 1 | 1 | hash,ci,gpt-4o | LiteLLM Virtual Key: hash, key_alias: ci, exceeded budget for model=gpt-4o",
                "PROVIDER | 700000 | 1 | openai | No deployments available - crossed budget for provider: Exceeded budget for provider openai: 0.0007 >= 1e-09"
            })
    void everyLevelHasItsWords(BudgetLevel level, long spent, long max, String names, String message) {
        BudgetLine line = new BudgetLine(level, "id", max, null, Town.ANCHOR, names.split(",", -1));

        assertThat(Refusals.message(line, spent)).isEqualTo(message);
    }
}
