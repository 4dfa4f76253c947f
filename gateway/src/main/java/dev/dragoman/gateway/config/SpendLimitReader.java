package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads budgets by name: an amount, as {@code budget_limit} or {@code max_budget}, and its {@code time_period} or {@code budget_duration}. */
final class SpendLimitReader {

    private static final List<String> AMOUNTS = List.of("budget_limit", "max_budget");
    private static final List<String> PERIODS = List.of("time_period", "budget_duration");
    private static final KeyType AMOUNT = KeyTypes.parse("number 0..");

    private final Problems problems;

    SpendLimitReader(Problems problems) {
        this.problems = problems;
    }

    Map<String, SpendLimit> read(String path, @Nullable ConfigNode node) {
        Map<String, SpendLimit> limits = new LinkedHashMap<>();
        if (node instanceof Mapping mapping) {
            mapping.entries().forEach((name, entry) -> {
                SpendLimit limit = limit(KeyPath.child(path, name), entry.value());
                if (limit != null) {
                    limits.put(name, limit);
                }
            });
        }
        return limits;
    }

    private @Nullable SpendLimit limit(String path, ConfigNode node) {
        if (!(node instanceof Mapping mapping)) {
            problems.error(
                    node.location(),
                    path,
                    Secrecy.shown(path, node),
                    "a map such as {budget_limit: 100, time_period: 1d}");
            return null;
        }
        mapping.entries().forEach((key, entry) -> {
            if (!AMOUNTS.contains(key) && !PERIODS.contains(key)) {
                problems.error(entry.location(), KeyPath.child(path, key), "unknown", "budget_limit and time_period");
            }
        });
        ConfigNode amount = first(mapping, AMOUNTS);
        ConfigNode period = first(mapping, PERIODS);
        Object dollars = amount == null ? null : AMOUNT.value(amount);
        BudgetPeriod lasting = period instanceof Scalar scalar ? BudgetPeriod.of(scalar.text()) : null;
        if (dollars == null) {
            wrong(path, AMOUNTS, amount, mapping, "US dollars");
        }
        if (lasting == null) {
            wrong(path, PERIODS, period, mapping, BudgetPeriod.EXPECTED);
        }
        return dollars instanceof BigDecimal sum && lasting != null ? new SpendLimit(sum, lasting) : null;
    }

    private void wrong(String path, List<String> keys, @Nullable ConfigNode node, Mapping mapping, String expected) {
        String inner = KeyPath.child(path, keys.getFirst());
        problems.error(
                node == null ? mapping.location() : node.location(),
                inner,
                node == null ? "missing" : Secrecy.shown(inner, node),
                expected);
    }

    private static @Nullable ConfigNode first(Mapping mapping, List<String> keys) {
        ConfigNode one = mapping.get(keys.getFirst());
        return one != null ? one : mapping.get(keys.getLast());
    }
}
