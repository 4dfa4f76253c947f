package dev.dragoman.gateway.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The right values of one section, by canonical name. What was wrong has been told and is absent. Immutable.
 *
 * @param known values of known keys
 * @param others bare values of the other keys
 */
record SectionValues(Map<String, Object> known, Map<String, Object> others) {

    SectionValues {
        known = Map.copyOf(known);
        others = Map.copyOf(others);
    }

    @Nullable
    String text(String key) {
        return (String) known.get(key);
    }

    String text(String key, String fallback) {
        return (String) known.getOrDefault(key, fallback);
    }

    @Nullable
    Boolean truth(String key) {
        return (Boolean) known.get(key);
    }

    boolean truth(String key, boolean fallback) {
        return (Boolean) known.getOrDefault(key, fallback);
    }

    @Nullable
    Long whole(String key) {
        return (Long) known.get(key);
    }

    int whole(String key, int fallback) {
        return Math.toIntExact((Long) known.getOrDefault(key, (long) fallback));
    }

    @Nullable
    BigDecimal decimal(String key) {
        return (BigDecimal) known.get(key);
    }

    @Nullable
    Duration span(String key) {
        return (Duration) known.get(key);
    }

    Duration span(String key, Duration fallback) {
        return (Duration) known.getOrDefault(key, fallback);
    }

    /** The span; null also for zero, which in LiteLLM means that none is set. */
    @Nullable
    Duration limit(String key) {
        Duration span = span(key);
        return span == null || span.isZero() ? null : span;
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        if (known.get(key) instanceof List<?> items) {
            items.forEach(item -> texts.add(String.valueOf(item)));
        }
        return List.copyOf(texts);
    }

    Map<String, Object> map(String key) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (known.get(key) instanceof Map<?, ?> entries) {
            entries.forEach((name, value) -> {
                if (name != null && value != null) {
                    map.put(name.toString(), value);
                }
            });
        }
        return Collections.unmodifiableMap(map);
    }

    /** The same with one known value set. */
    SectionValues with(String key, Object value) {
        Map<String, Object> changed = new HashMap<>(known);
        changed.put(key, value);
        return new SectionValues(changed, others);
    }

    /** Everything, known or not. */
    Map<String, Object> all() {
        Map<String, Object> all = new HashMap<>(others);
        all.putAll(known);
        return all;
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        return "keys " + new TreeSet<>(all().keySet());
    }
}
